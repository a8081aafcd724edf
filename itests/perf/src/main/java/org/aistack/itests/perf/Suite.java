package org.aistack.itests.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything, one after the other, on a server of its own: results in one file, from which the page is made. */
final class Suite {

    private final Main.Options options;
    private final boolean quick;
    private final Map<String, Object> results = new LinkedHashMap<>();
    private final Path work;
    private final Path archive;
    private final int port;

    Suite(Main.Options options) {
        this.options = options;
        this.quick = options.given().containsKey("quick");
        this.work = Path.of(options.text("work", "itests/perf/target/work")).toAbsolutePath();
        this.archive = Path.of(options.text("archive", ""));
        this.port = (int) options.number("port", 18340);
    }

    void run() throws IOException {
        Files.createDirectories(work);
        boot();
        try (Target target = Target.unpack(archive, work.resolve("server"), port, port + 1)) {
            target.start();
            Processes.sleep(5);
            results.put("rss_idle_mb", target.watch().rss() >> 20);
            target.deploy(Path.of(options.text("bare", "")));
            var api = new Api(target.url(), Target.PASSWORD);
            await(api);
            results.put("machine", Machine.facts(target.watch(), options.text("commit", "unknown")));
            measure(target, api);
        }
        Path out = Path.of(options.text("out", "itests/perf/target/results.json"));
        Files.createDirectories(out.toAbsolutePath().getParent());
        Api.JSON.writerWithDefaultPrettyPrinter().writeValue(out.toFile(), results);
        System.out.println("results in " + out);
    }

    /** Unpacked to ready, and unpacked and started again. */
    private void boot() {
        List<Double> clean = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        int times = quick ? 1 : 5;
        for (int i = 0; i < times; i++) {
            try (Target target = Target.unpack(archive, work.resolve("boot"), port, port + 1)) {
                clean.add(target.start());
            }
        }
        try (Target target = Target.unpack(archive, work.resolve("boot"), port, port + 1)) {
            target.start();
            target.close();
            again.add(target.start());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("clean_s", clean.stream().map(s -> Numbers.round(s, 2)).toList());
        json.put("clean_median_s", Numbers.round(Numbers.median(clean), 2));
        json.put("restart_s", Numbers.round(again.get(0), 2));
        say("boot", json);
    }

    /** The bundle with the measure is there when its last part answers. */
    private static void await(Api api) {
        for (int i = 0; i < 300 && api.status("/bare/record") != 200; i++) {
            Processes.sleep(0.2);
        }
        for (int i = 0; i < 300 && api.status("/api/bare/record") != 200; i++) {
            Processes.sleep(0.2);
        }
    }

    private void measure(Target target, Api api) throws IOException {
        Watch watch = target.watch();
        String all = "0-" + (Machine.cores() - 1);
        String server = Machine.cores() < 2 ? "0" : "0-" + (Machine.cores() - 2);
        var wire = new Wire(api.url());
        Scenario mix = prepared(api, "mix");
        wire.run(Plan.closed(scale(30), 8), mix::next);

        // the generator has the last core for itself, the server the others
        target.cores(server);
        say("ratio", Ratio.measure(api, watch, "rowless", "bare", quick ? 3 : 9, scale(4), scale(16)));
        Map<String, Object> ramp = Ramp.find(wire, mix, 100, scale(4));
        say("ramp_mix", ramp);
        double knee = Math.max(50, (double) ramp.get("knee"));
        Scenario list = prepared(api, "list");
        Map<String, Object> lists = Ramp.find(wire, list, 150, scale(3));
        say("ramp_list", lists);
        double best = (double) lists.get("best_throughput");
        say("overload", Overload.measure(api, list, Math.max(50, (double) lists.get("knee")), best, scale(20)));

        target.cores(all);
        Map<String, Object> resources = new LinkedHashMap<>();
        for (String name : List.of("read", "list", "write", "search")) {
            Scenario scenario = prepared(api, name);
            double rate = name.equals("read") ? 200 : 50;
            wire.run(Plan.open(rate, scale(3), 32), scenario::next);
            Map<String, Object> one = Run.measured(watch, wire, Plan.open(rate, scale(10), 32), scenario);
            one.put("ledger", scenario.finish(api));
            resources.put(name, one);
        }
        say("resources", resources);
        say("mix_1000", Run.measured(watch, wire, Plan.open(1_000, scale(30), 128), mix));
        say("mix_half_knee_jdk", Run.measured(watch, new Client(api.url()), Plan.open(knee / 2, scale(10), 64), mix));
        say("mix_ledger", mix.finish(api));
        Scenario read = prepared(api, "read");
        say("connections", Run.measured(watch, wire, Plan.open(1_000, scale(30), 1_000), read));
        say("spike", spike(wire, mix, knee));
        say("slow_capability", Neighbours.slowCapability(api, scale(10)));
        say("slow_clients", Neighbours.slowClients(api, 500, scale(10)));
        say("logins", Neighbours.logins(api, scale(8)));
        say("store", StoreRatio.measure(api, quick ? 3 : 7, quick ? 300 : 1_500));
        say("soak", Soak.measure(api, watch, knee / 2, scale(60), scale(15)));
    }

    /** Five times the rate in the middle. */
    private Map<String, Object> spike(Wire wire, Scenario mix, double knee) {
        double rate = knee / 4;
        Tally before = wire.run(Plan.open(rate, scale(4), 128), mix::next);
        Tally peak = wire.run(Plan.open(rate * 5, scale(6), 512), mix::next);
        Tally after = wire.run(Plan.open(rate, scale(6), 128), mix::next);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rate", Numbers.round(rate, 0));
        json.put("before", before.json());
        json.put("peak", peak.json());
        json.put("after", after.json());
        return json;
    }

    private double scale(double seconds) {
        return quick ? Math.max(1, seconds / 6) : seconds;
    }

    private static Scenario prepared(Api api, String name) {
        Scenario scenario = Scenarios.of(name);
        scenario.prepare(api);
        return scenario;
    }

    private void say(String name, Map<String, Object> json) {
        results.put(name, json);
        System.out.println(name + " " + json);
    }
}
