package org.aistack.itests.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A goal, what was measured, and whether it was met.
 *
 * @param verdict one of {@link #MET}, {@link #MISSED}, {@link #UNKNOWN}
 */
record Goal(String name, String wanted, String measured, String verdict) {

    static final String MET = "met";
    static final String MISSED = "**missed**";
    static final String UNKNOWN = "not measured";

    static List<Goal> all(JsonNode r) {
        List<Goal> goals = new ArrayList<>();
        cost(goals, r);
        load(goals, r);
        overload(goals, r);
        neighbours(goals, r);
        return goals;
    }

    private static void cost(List<Goal> goals, JsonNode r) {
        JsonNode ratio = r.path("ratio");
        goals.add(of(
                "CPU of an authenticated GET against a bare servlet",
                "≤ 2.0 ×",
                ratio.path("ratio"),
                2.0,
                Page.number(ratio.path("ratio"), 2) + " × (" + Page.number(ratio.path("ratio_min"), 2) + "–"
                        + Page.number(ratio.path("ratio_max"), 2) + " in "
                        + ratio.path("pairs").asText() + " pairs; "
                        + Page.number(ratio.path("of_cpu_us"), 1) + " against "
                        + Page.number(ratio.path("to_cpu_us"), 1) + " µs)"));
        JsonNode boot = r.path("boot");
        goals.add(of(
                "clean boot to ready",
                "< 10 s",
                boot.path("clean_median_s"),
                10,
                Page.number(boot.path("clean_median_s"), 1) + " s (" + boot.path("clean_s") + "), restart "
                        + Page.number(boot.path("restart_s"), 1) + " s"));
        goals.add(of(
                "memory when idle",
                "≤ 700 MB",
                r.path("rss_idle_mb"),
                700,
                Page.number(r.path("rss_idle_mb"), 0) + " MB"));
        store(goals, r, "one_row", "`Store` insert of a row against JDBC");
        store(goals, r, "order_with_5_lines", "`Store` insert of an order with 5 lines against JDBC");
    }

    private static void store(List<Goal> goals, JsonNode r, String kind, String name) {
        JsonNode s = r.path("store").path(kind);
        String verdict = !s.path("ratio").isNumber() ? UNKNOWN : s.path("ratio").asDouble() >= 0.4 ? MET : MISSED;
        goals.add(new Goal(
                name,
                "≥ 0.4",
                Page.number(s.path("ratio"), 2) + " (" + Page.number(s.path("ratio_min"), 2) + "–"
                        + Page.number(s.path("ratio_max"), 2) + "; " + Page.number(s.path("store_per_second"), 0)
                        + " against " + Page.number(s.path("jdbc_per_second"), 0) + " transactions/s)",
                verdict));
    }

    private static void load(List<Goal> goals, JsonNode r) {
        JsonNode c = r.path("connections");
        goals.add(both(
                "1,000 keep-alive connections, 1,000 requests/s",
                "p99 < 100 ms, no error",
                c.path("latency_ms").path("p99"),
                100,
                c.path("wrong"),
                c));
        JsonNode m = r.path("mix_1000");
        goals.add(both(
                "mixture at 1,000 requests/s (goal for 4 cores)",
                "p99 < 100 ms, errors < 0.1 %",
                m.path("latency_ms").path("p99"),
                100,
                m.path("wrong"),
                m));
        JsonNode res = r.path("resources");
        p99(goals, res.path("read"), "read by id", 20);
        p99(goals, res.path("list"), "list of 50", 50);
        p99(goals, res.path("write"), "write", 80);
        p99(goals, res.path("search"), "search (40 documents)", 150);
        JsonNode logins = r.path("logins").path("two_per_core");
        goals.add(both(
                "sign-in, 2 per second and core",
                "p99 ≤ 2 s",
                logins.path("latency_ms").path("p99"),
                2_000,
                logins.path("wrong"),
                logins));
    }

    private static void p99(List<Goal> goals, JsonNode load, String name, double limit) {
        JsonNode p99 = load.path("latency_ms").path("p99");
        goals.add(both(
                name + " at " + Page.number(load.path("rate"), 0) + "/s",
                "p99 ≤ " + Math.round(limit) + " ms",
                p99,
                limit,
                load.path("wrong"),
                load));
    }

    private static void overload(List<Goal> goals, JsonNode r) {
        JsonNode o = r.path("overload");
        String verdict = !o.path("kept").isNumber() ? UNKNOWN : o.path("kept").asDouble() >= 0.8 ? MET : MISSED;
        goals.add(new Goal(
                "overload, 3 × the knee",
                "≥ 80 % of the best throughput",
                Math.round(o.path("kept").asDouble() * 100) + " % (" + Page.number(o.path("served"), 0) + " of "
                        + Page.number(o.path("best"), 0) + "/s, asked " + Page.number(o.path("asked"), 0) + "/s)",
                verdict));
        boolean told = o.path("refused_without_retry_after").asLong() == 0;
        Goal refused = of(
                "refusals under overload",
                "503 with Retry-After within 50 ms",
                o.path("refused_p99_ms"),
                50,
                o.path("refused").asText() + " refused, p50 " + Page.number(o.path("refused_p50_ms"), 1) + " ms, p99 "
                        + Page.number(o.path("refused_p99_ms"), 1) + " ms");
        goals.add(told ? refused : new Goal(refused.name(), refused.wanted(), "without Retry-After", MISSED));
        JsonNode after = o.path("recovered_after_s");
        goals.add(
                after.asInt() < 0
                        ? new Goal("recovery", "within 10 s", "not within 12 s", MISSED)
                        : of("recovery", "within 10 s", after, 10, after.asText() + " s"));
        goals.add(of(
                "health during overload",
                "answers",
                o.path("health_wrong"),
                0,
                o.path("health_wrong").asText() + " wrong, slowest "
                        + Page.number(o.path("health_answers_slowest_ms"), 0) + " ms"));
    }

    private static void neighbours(List<Goal> goals, JsonNode r) {
        JsonNode slow = r.path("slow_clients");
        goals.add(both(
                "others, while 500 clients send their bodies slowly",
                "p99 < 1 s",
                slow.path("latency_ms").path("p99"),
                1_000,
                slow.path("wrong"),
                slow));
        JsonNode capability = r.path("slow_capability");
        goals.add(both(
                "others, while one capability is slow and flooded",
                "p99 < 100 ms",
                capability.path("latency_ms").path("p99"),
                100,
                capability.path("wrong"),
                capability));
        JsonNode logins = r.path("logins");
        goals.add(of(
                "others, during a flood of sign-ins",
                "p99 changes by < 20 %",
                logins.path("p99_change"),
                0.2,
                "p99 " + Page.number(logins.at("/reads_alone/latency_ms/p99"), 1) + " → "
                        + Page.number(logins.at("/reads_during_flood/latency_ms/p99"), 1) + " ms"));
        JsonNode soak = r.path("soak");
        double all = soak.path("right").asDouble() + soak.path("wrong").asDouble();
        goals.add(new Goal(
                "soak with redeployments",
                "errors < 0.1 %, nothing lost",
                soak.path("wrong").asText() + " of " + Math.round(all) + " wrong, "
                        + soak.path("ledger").path("lost").asText() + " lost, "
                        + soak.path("redeployments").asText() + " redeployments",
                all == 0
                        ? UNKNOWN
                        : soak.path("wrong").asDouble() / all < 0.001
                                        && soak.path("ledger").path("wrong").asLong() == 0
                                ? MET
                                : MISSED));
    }

    private static Goal of(String name, String wanted, JsonNode value, double limit, String measured) {
        String verdict = !value.isNumber() ? UNKNOWN : value.asDouble() <= limit ? MET : MISSED;
        return new Goal(name, wanted, measured, verdict);
    }

    /** A latency and the number of wrong answers, of which one in a thousand is let pass. */
    private static Goal both(String name, String wanted, JsonNode p99, double limit, JsonNode wrong, JsonNode load) {
        if (!p99.isNumber()) {
            return new Goal(name, wanted, "", UNKNOWN);
        }
        double all = load.path("right").asDouble() + wrong.asDouble();
        boolean few = wanted.contains("no error") ? wrong.asLong() == 0 : wrong.asDouble() / all < 0.001;
        return new Goal(
                name,
                wanted,
                "p50 " + Page.number(load.at("/latency_ms/p50"), 1) + " ms, p99 " + Page.number(p99, 1) + " ms, "
                        + wrong.asText() + " of " + Math.round(all) + " wrong",
                few && p99.asDouble() <= limit ? MET : MISSED);
    }
}
