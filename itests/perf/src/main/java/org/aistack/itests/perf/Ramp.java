package org.aistack.itests.perf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the knee: the highest rate at which 99 of 100 answers come within 100 ms and not one in a thousand is wrong. */
final class Ramp {

    private static final double MAX_P99_MS = 100;
    private static final double MAX_ERRORS = 0.001;
    private static final double STEP = 1.35;

    private Ramp() {}

    /** Steps up from {@code rate}; {@code knee} is the last good one. */
    static Map<String, Object> find(Plan.Generator generator, Scenario scenario, double rate, double seconds) {
        List<Map<String, Object>> steps = new ArrayList<>();
        double knee = 0;
        double best = 0;
        double ask = rate;
        int misses = 0;
        for (int i = 0; i < 16 && misses < 2; i++) {
            Tally tally = generator.run(Plan.open(ask, seconds, 128), scenario::next);
            boolean good = tally.percentile(99) <= MAX_P99_MS && tally.errorRatio() <= MAX_ERRORS;
            steps.add(step(ask, tally, good));
            best = Math.max(best, tally.throughput());
            if (good) {
                knee = ask;
                misses = 0;
            } else {
                misses++;
                // what waits is served first, so that the next step begins with nothing
                Processes.sleep(1);
            }
            // one miss may be a hiccup: the same rate once more
            ask = good ? ask * STEP : ask;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("knee", Numbers.round(knee, 0));
        json.put("best_throughput", Numbers.round(best, 0));
        json.put("steps", steps);
        return json;
    }

    private static Map<String, Object> step(double rate, Tally tally, boolean good) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("rate", Numbers.round(rate, 0));
        step.put("throughput", Numbers.round(tally.throughput(), 0));
        step.put("p50_ms", tally.percentile(50));
        step.put("p99_ms", tally.percentile(99));
        step.put("p99.9_ms", tally.percentile(99.9));
        step.put("errors", tally.bad());
        step.put("good", good);
        return step;
    }
}
