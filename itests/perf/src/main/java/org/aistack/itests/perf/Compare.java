package org.aistack.itests.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two servers taking turns, or results against a baseline of the same class of machine. */
final class Compare {

    /** How much worse the median may be before it counts. */
    private static final double WORSE = 0.10;

    private Compare() {}

    /** Two running servers: what the same load costs on one and on the other, at least five pairs. */
    static Map<String, Object> servers(Main.Options options) {
        String scenario = options.text("scenario", "read");
        int pairs = Math.max(5, (int) options.number("pairs", 5));
        double seconds = options.number("seconds", 5);
        List<Double> ones = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        Side one = new Side(URI.create(options.text("url", "")), options.password(), scenario);
        Side other = new Side(URI.create(options.text("to", "")), options.password(), scenario);
        one.cost(options.number("warm-up", 10));
        other.cost(options.number("warm-up", 10));
        for (int i = 0; i < pairs; i++) {
            double a = i % 2 == 0 ? one.cost(seconds) : 0;
            double b = other.cost(seconds);
            a = i % 2 == 0 ? a : one.cost(seconds);
            ones.add(a);
            others.add(b);
            ratios.add(a / b);
        }
        return Ratio.json(options.text("url", ""), options.text("to", ""), ones, others, ratios);
    }

    private static final class Side {
        private final Api api;
        private final Watch watch;
        private final Scenario scenario;

        Side(URI url, String password, String name) {
            api = new Api(url, password);
            watch = new Watch(Watch.listener(url.getPort()));
            scenario = Scenarios.of(name);
            scenario.prepare(api);
        }

        double cost(double seconds) {
            return Ratio.cost(api, watch, scenario, seconds);
        }
    }

    /**
     * Results of repeated runs against a baseline of repeated runs: every figure that both have. Worse is what is worse by
     * more than a tenth and outside the range in which the baseline's repeats lie.
     *
     * @return names and values of what is worse; empty when nothing is
     */
    static List<String> baseline(Path baseline, List<Path> results) throws IOException {
        Map<String, List<Double>> before = new TreeMap<>();
        JsonNode known = Api.JSON.readTree(baseline.toFile());
        known.path("figures").fields().forEachRemaining(f -> {
            List<Double> values = new ArrayList<>();
            f.getValue().forEach(v -> values.add(v.asDouble()));
            before.put(f.getKey(), values);
        });
        Map<String, List<Double>> now = figures(results);
        List<String> worse = new ArrayList<>();
        before.forEach((name, values) -> {
            List<Double> measured = now.get(name);
            if (measured == null || values.isEmpty()) {
                return;
            }
            double median = Numbers.median(measured);
            boolean more = Figures.MORE_IS_BETTER.contains(name);
            double limit = more ? Numbers.median(values) * (1 - WORSE) : Numbers.median(values) * (1 + WORSE);
            boolean outside = more ? median < Numbers.min(values) : median > Numbers.max(values);
            if (outside && (more ? median < limit : median > limit)) {
                worse.add(name + ": " + Numbers.round(median, 2) + ", before "
                        + Numbers.round(Numbers.median(values), 2));
            }
        });
        return worse;
    }

    static Map<String, List<Double>> figures(List<Path> results) throws IOException {
        Map<String, List<Double>> figures = new TreeMap<>();
        for (Path path : results) {
            Figures.of(Api.JSON.readTree(path.toFile()))
                    .forEach((name, value) -> figures.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(value));
        }
        return figures;
    }

    /** Writes a baseline from the results of repeated runs on one class of machine. */
    static void write(Path baseline, List<Path> results) throws IOException {
        JsonNode machine = Api.JSON.readTree(results.get(0).toFile()).path("machine");
        Map<String, Object> json = new TreeMap<>();
        json.put("machine", machine);
        json.put("repeats", results.size());
        json.put("figures", figures(results));
        Api.JSON.writerWithDefaultPrettyPrinter().writeValue(baseline.toFile(), json);
    }
}
