package org.aistack.itests.perf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Three times as much as can be done, and then as little as before. */
final class Overload {

    private Overload() {}

    /** One overload on a running server: its knee is found first. */
    static Map<String, Object> once(Main.Options options) {
        Api api = new Api(options.url(), options.password());
        Scenario scenario = Scenarios.of(options.text("scenario", "list"));
        scenario.prepare(api);
        new Wire(api.url()).run(Plan.closed(options.number("warm-up", 10), 16), scenario::next);
        Map<String, Object> ramp = Ramp.find(new Wire(api.url()), scenario, options.number("rate", 150), 3);
        Map<String, Object> json = measure(
                api,
                scenario,
                Math.max(20, (double) ramp.get("knee")),
                (double) ramp.get("best_throughput"),
                options.number("seconds", 20));
        json.put("ramp", ramp);
        return json;
    }

    static Map<String, Object> measure(Api api, Scenario scenario, double knee, double best, double seconds) {
        var wire = new Wire(api.url());
        CompletableFuture<double[]> health = CompletableFuture.supplyAsync(() -> health(api, seconds));
        // as many connections as the load would need if all of it waited for a second
        int connections = (int) Math.min(2_000, Math.max(256, knee));
        Tally over = wire.run(Plan.open(knee * 3, seconds, connections), scenario::next);
        double[] seen = health.join();
        int after = 12;
        Tally calm = wire.run(Plan.open(Math.max(1, knee / 2), after, 128), scenario::next);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("knee", knee);
        json.put("asked", Numbers.round(knee * 3, 0));
        json.put("served", Numbers.round(over.throughput(), 0));
        json.put("best", best);
        json.put("kept", Numbers.round(over.throughput() / best, 2));
        json.put("refused", over.refusals());
        json.put("refused_p50_ms", over.refusedPercentile(50));
        json.put("refused_p99_ms", over.refusedPercentile(99));
        json.put("refused_without_retry_after", over.withoutRetryAfter());
        json.put("served_p99_ms", over.percentile(99));
        json.put("errors", over.errors());
        json.put("health_answers_slowest_ms", Numbers.round(seen[0], 1));
        json.put("health_wrong", (int) seen[1]);
        json.put("recovered_after_s", recovered(calm, after));
        json.put("after_errors", calm.errors());
        json.put("after_p99_ms", calm.percentile(99));
        return json;
    }

    /** Slowest answer of health in milliseconds, and how many were wrong, while the load lasts. */
    private static double[] health(Api api, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        double slowest = 0;
        int wrong = 0;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            wrong += api.status("/health/live") == 200 ? 0 : 1;
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e6);
            Processes.sleep(0.2);
        }
        return new double[] {slowest, wrong};
    }

    /** From which second on every answer came within 100 ms; -1 when that never happened. */
    private static int recovered(Tally calm, int seconds) {
        int from = -1;
        for (int s = seconds - 1; s >= 0; s--) {
            if (calm.inSecond(s) == 0 || calm.slowestIn(s) > 100) {
                break;
            }
            from = s;
        }
        return from;
    }
}
