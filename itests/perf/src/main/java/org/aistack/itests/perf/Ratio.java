package org.aistack.itests.perf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one request of two kinds costs the server's CPU, taking turns on one server. */
final class Ratio {

    private Ratio() {}

    static void main(Main.Options options) throws Exception {
        Api api = new Api(options.url(), options.password());
        Watch watch = new Watch(Watch.listener(options.url().getPort()));
        Map<String, Object> json = measure(
                api,
                watch,
                options.text("of", "rowless"),
                options.text("to", "bare"),
                (int) options.number("pairs", 5),
                options.number("seconds", 5),
                options.number("warm-up", 20));
        System.out.println(Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    static Map<String, Object> measure(
            Api api, Watch watch, String of, String to, int pairs, double seconds, double warm) {
        Scenario first = Scenarios.of(of);
        Scenario second = Scenarios.of(to);
        first.prepare(api);
        second.prepare(api);
        for (int i = 0; i < 4 && warm > 0; i++) {
            cost(api, watch, i % 2 == 0 ? first : second, warm / 4);
        }
        List<Double> costs = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            // who begins changes, so that a drift of the machine favours nobody
            double a = i % 2 == 0 ? cost(api, watch, first, seconds) : 0;
            double b = cost(api, watch, second, seconds);
            a = i % 2 == 0 ? a : cost(api, watch, first, seconds);
            costs.add(a);
            others.add(b);
            ratios.add(a / b);
        }
        return json(of, to, costs, others, ratios);
    }

    static Map<String, Object> json(
            String of, String to, List<Double> costs, List<Double> others, List<Double> ratios) {
        double[] interval = Numbers.interval(ratios);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("of", of);
        json.put("to", to);
        json.put("pairs", ratios.size());
        json.put("of_cpu_us", Numbers.round(Numbers.median(costs), 1));
        json.put("to_cpu_us", Numbers.round(Numbers.median(others), 1));
        json.put("ratio", Numbers.round(Numbers.median(ratios), 2));
        json.put("ratio_min", Numbers.round(Numbers.min(ratios), 2));
        json.put("ratio_max", Numbers.round(Numbers.max(ratios), 2));
        json.put("ratio_interval", List.of(Numbers.round(interval[0], 2), Numbers.round(interval[1], 2)));
        return json;
    }

    /** Microseconds of the server's CPU for one right answer. */
    static double cost(Api api, Watch watch, Scenario scenario, double seconds) {
        double before = watch.cpu();
        Tally tally = new Wire(api.url()).run(Plan.closed(seconds, 64), scenario::next);
        double used = watch.cpu() - before;
        if (tally.bad() > 0 || tally.good() == 0) {
            throw new IllegalStateException("wrong answers: " + tally.errors());
        }
        return used * 1e6 / tally.good();
    }
}
