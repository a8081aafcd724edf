package org.aistack.itests.perf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A few hundred requests of every kind: does the harness work, are the answers right? Nothing about time. */
final class Smoke {

    private static final double SECONDS = 1;

    private Smoke() {}

    static void run(Path archive, Path work, int port) {
        try (Target target = Target.unpack(archive, work, port, port + 1)) {
            target.start();
            var api = new Api(target.url(), Target.PASSWORD);
            for (String name : List.of("read", "list", "write", "search", "mix", "info")) {
                Scenario scenario = Scenarios.of(name);
                scenario.prepare(api);
                once(name, new Wire(api.url()).run(Plan.open(60, SECONDS, 8), scenario::next));
                once(name, new Client(api.url()).run(Plan.open(30, SECONDS, 8), scenario::next));
                Map<String, Object> ledger = scenario.finish(api);
                if (!"0".equals(String.valueOf(ledger.getOrDefault("wrong", 0)))) {
                    throw new AssertionError(name + " lost something: " + ledger);
                }
            }
        }
    }

    private static void once(String name, Tally tally) {
        System.out.println(name + " " + tally.json());
        if (tally.good() == 0 || tally.bad() > 0) {
            throw new AssertionError(name + ": " + tally.json());
        }
    }
}
