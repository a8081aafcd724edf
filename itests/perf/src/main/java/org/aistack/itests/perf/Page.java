package org.aistack.itests.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code docs/performance.md}: goals, what was measured, verdicts; what was missed stays. */
final class Page {

    private final JsonNode results;
    private final StringBuilder text = new StringBuilder();

    Page(JsonNode results) {
        this.results = results;
    }

    static void write(Path results, Path page) throws IOException {
        Files.writeString(page, new Page(Api.JSON.readTree(results.toFile())).make());
    }

    private String make() {
        text.append("# Performance\n\n<!-- Written by itests/perf/run-all; do not edit. -->\n\n");
        text.append("Every figure was measured by `itests/perf/run-all` on the machine below, with checked answers and"
                + " requests that start by a schedule: latency counts from the moment a request should have started."
                + " Goals that were missed stay in the table.\n\n");
        machine();
        goals();
        costs();
        ramp();
        neighbours();
        text.append("## How\n\n");
        text.append(HOW);
        return text.toString();
    }

    private void machine() {
        JsonNode m = results.path("machine");
        text.append("## Machine\n\n| | |\n|---|---|\n");
        row(
                "measured",
                m.path("measured_at").asText() + ", commit `" + m.path("commit").asText() + "`");
        row(
                "machine",
                m.path("processor").asText() + ", " + m.path("cores").asText() + " cores, "
                        + m.path("memory_mb").asText() + " MB, "
                        + m.path("kernel").asText());
        row("load average before", m.path("load_before").asText());
        row("Java", m.path("java").asText() + "; `" + m.path("jvm_flags").asText() + "`");
        row("database", m.path("database").asText() + "; 200 seeded notes, 40 documents and what the runs wrote");
        row("settings", "as shipped, rate limit off");
        row(
                "who runs where",
                "generator on the last core; server on the other cores for costs, ramp and overload, on all cores for"
                        + " the rest");
        text.append('\n');
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void goals() {
        text.append("## Goals\n\n| goal | wanted | measured | |\n|---|---|---|---|\n");
        List<Goal> goals = new ArrayList<>(Goal.all(results));
        goals.forEach(g -> row(g.name(), g.wanted(), g.measured(), g.verdict()));
        long missed =
                goals.stream().filter(g -> g.verdict().equals(Goal.MISSED)).count();
        text.append('\n')
                .append(goals.size() - missed)
                .append(" of ")
                .append(goals.size())
                .append(" met.\n\n");
    }

    private void costs() {
        text.append("## Latency and cost\n\nMilliseconds from the intended start; CPU of the server per request.\n\n"
                + "| load | rate/s | p50 | p90 | p99 | p99.9 | max | errors | CPU µs | GC ms |"
                + " generator CPU |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        results.path("resources").fields().forEachRemaining(f -> load(f.getKey(), f.getValue()));
        load("mixture", results.path("mix_1000"));
        load("mixture, JDK client", results.path("mix_half_knee_jdk"));
        load("1,000 connections", results.path("connections"));
        load("soak", results.path("soak"));
        text.append('\n');
    }

    private void load(String name, JsonNode load) {
        JsonNode ms = load.path("latency_ms");
        row(
                name,
                number(load.path("rate"), 0),
                number(ms.path("p50"), 1),
                number(ms.path("p90"), 1),
                number(ms.path("p99"), 1),
                number(ms.path("p99.9"), 1),
                number(ms.path("max"), 1),
                load.path("wrong").asText(),
                number(load.path("cpu_us_per_request"), 0),
                number(load.path("gc_ms"), 0),
                number(load.path("generator_cpu_share"), 2));
    }

    private void ramp() {
        text.append("## Ramp\n\n");
        for (String name : List.of("ramp_mix", "ramp_list")) {
            JsonNode ramp = results.path(name);
            text.append(name.equals("ramp_mix") ? "The mixture" : "Pages of 50 notes")
                    .append(": knee at ")
                    .append(number(ramp.path("knee"), 0))
                    .append(" requests/s, best throughput ")
                    .append(number(ramp.path("best_throughput"), 0))
                    .append("/s.\n\n| asked/s | served/s | p50 | p99 | p99.9 | errors |\n|---|---|---|---|---|---|\n");
            ramp.path("steps")
                    .forEach(s -> row(
                            number(s.path("rate"), 0),
                            number(s.path("throughput"), 0),
                            number(s.path("p50_ms"), 1),
                            number(s.path("p99_ms"), 1),
                            number(s.path("p99.9_ms"), 1),
                            s.path("errors").asText()));
            text.append('\n');
        }
    }

    private void neighbours() {
        JsonNode soak = results.path("soak");
        text.append("## Soak\n\n")
                .append(number(soak.path("seconds"), 0))
                .append(" s of the mixture with ")
                .append(soak.path("redeployments").asText())
                .append(" redeployments of one capability: threads ")
                .append(soak.path("threads").asText())
                .append(", files ")
                .append(soak.path("files").asText())
                .append(", resident MB ")
                .append(soak.path("rss_mb").asText())
                .append(", loaded classes ")
                .append(soak.path("classes").asText())
                .append("; errors `")
                .append(soak.path("errors").toString())
                .append("`; acknowledged writes `")
                .append(soak.path("ledger").toString())
                .append("`.\n\n");
    }

    static String number(JsonNode value, int digits) {
        return value.isNumber() ? String.format(Locale.ROOT, "%." + digits + "f", value.asDouble()) : "–";
    }

    private static final String HOW =
            """
            - `itests/perf/run-all` measures all of this in about ten minutes, `--quick` a tenth of it in about two.
            - One load on a running server: `java -jar itests/perf/target/perf.jar --url … --scenario mix --rate 1000 --seconds 300`
              (scenarios: read, list, write, search, login, mix, info, live; with the measuring bundle also rowless and bare).
              `--client wire` takes the generator that costs less, `--rate 0` asks as fast as answers come: good for
              throughput and cost, not for latency.
            - Two servers taking turns: `perf.jar compare --url … --to …`; against a baseline:
              `perf.jar check --baseline itests/perf/baselines/….json --results a.json,b.json,…`.
            - The cost ratio divides the CPU of an authenticated GET through the whole stack by that of a servlet of its own
              context in the same server that checks the same token and permission and writes the same record with the same
              mapper. Pairs take turns; the median and the range of their ratios are given.
            - The knee is the highest rate with p99 up to 100 ms and at most one wrong answer in a thousand.
            - The ledger of writes is checked after each load: every acknowledged note must be there once.
            """;
}
