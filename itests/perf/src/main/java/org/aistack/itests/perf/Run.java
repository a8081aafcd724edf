package org.aistack.itests.perf;

import java.util.LinkedHashMap;
import java.util.Map;

/** One load on a running server. */
final class Run {

    private Run() {}

    static void once(Main.Options options) throws Exception {
        Api api = new Api(options.url(), options.password());
        Watch watch = new Watch(Watch.listener(options.url().getPort()));
        Plan.Generator generator =
                options.text("client", "jdk").equals("wire") ? new Wire(options.url()) : new Client(options.url());
        Scenario scenario = Scenarios.of(options.text("scenario", "mix"));
        scenario.prepare(api);
        double rate = options.number("rate", 100);
        int connections = (int) options.number("connections", 64);
        double warm = options.number("warm-up", 10);
        if (warm > 0) {
            generator.run(plan(rate, warm, connections), scenario::next);
        }
        Map<String, Object> json =
                measured(watch, generator, plan(rate, options.number("seconds", 30), connections), scenario);
        json.put("ledger", scenario.finish(api));
        System.out.println(Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    private static Plan plan(double rate, double seconds, int connections) {
        return rate == 0 ? Plan.closed(seconds, connections) : Plan.open(rate, seconds, connections);
    }

    static Map<String, Object> measured(Watch watch, Plan.Generator generator, Plan plan, Scenario scenario) {
        Watch.Look before = watch.look();
        Tally tally = generator.run(plan, scenario::next);
        Watch.Look after = watch.look();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rate", plan.rate());
        json.put("connections", plan.connections());
        json.putAll(tally.json());
        json.putAll(Watch.between(before, after, tally.good() + tally.bad()));
        return json;
    }
}
