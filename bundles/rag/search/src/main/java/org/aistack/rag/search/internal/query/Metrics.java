package org.aistack.rag.search.internal.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures of a ranking as trec_eval defines them; what was not judged is not relevant. */
public final class Metrics {

    private static final Pattern NAME = Pattern.compile("(ndcg|recall|mrr|p|map|success)(?:@(\\d{1,5}))?");

    /** A measure: its kind, and how much of the ranking it looks at. */
    public record Metric(String kind, int depth) {

        /** Reads {@code ndcg@10}, {@code mrr}, {@code p@1}, {@code recall@100}, {@code map}, {@code success@5}. */
        public static Optional<Metric> of(String name) {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int depth = matcher.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(2));
            boolean needsDepth = matcher.group(1).equals("p");
            return depth == 0 || needsDepth && depth == Integer.MAX_VALUE
                    ? Optional.empty()
                    : Optional.of(new Metric(matcher.group(1), depth));
        }
    }

    /** A thing of a ranking. */
    public record Ranked(String id, double score) {}

    private Metrics() {}

    /** By falling score, equal ones by falling id. */
    public static List<String> order(List<Ranked> run) {
        return run.stream()
                .sorted(Comparator.comparingDouble(Ranked::score)
                        .thenComparing(Ranked::id)
                        .reversed())
                .map(Ranked::id)
                .distinct()
                .toList();
    }

    /** The measure of one query. */
    public static double of(Metric metric, Map<String, Integer> judged, List<String> order) {
        List<String> top = order.subList(0, Math.min(metric.depth(), order.size()));
        long relevant = judged.values().stream().filter(grade -> grade > 0).count();
        long found = top.stream().filter(id -> relevant(judged, id)).count();
        return switch (metric.kind()) {
            case "ndcg" -> ndcg(metric, judged, top);
            case "recall" -> relevant == 0 ? 0 : (double) found / relevant;
            case "p" -> (double) found / metric.depth();
            case "success" -> found > 0 ? 1 : 0;
            case "mrr" -> reciprocal(judged, top);
            default -> relevant == 0 ? 0 : precisions(judged, top) / relevant;
        };
    }

    private static boolean relevant(Map<String, Integer> judged, String id) {
        return judged.getOrDefault(id, 0) > 0;
    }

    private static double reciprocal(Map<String, Integer> judged, List<String> top) {
        for (int i = 0; i < top.size(); i++) {
            if (relevant(judged, top.get(i))) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static double precisions(Map<String, Integer> judged, List<String> top) {
        int found = 0;
        double sum = 0;
        for (int i = 0; i < top.size(); i++) {
            if (relevant(judged, top.get(i))) {
                sum += (double) ++found / (i + 1);
            }
        }
        return sum;
    }

    private static double ndcg(Metric metric, Map<String, Integer> judged, List<String> top) {
        List<Integer> best = judged.values().stream()
                .filter(grade -> grade > 0)
                .sorted(Comparator.reverseOrder())
                .limit(metric.depth())
                .toList();
        double ideal = gain(best);
        double gain = gain(
                top.stream().map(id -> Math.max(0, judged.getOrDefault(id, 0))).toList());
        return ideal == 0 ? 0 : gain / ideal;
    }

    private static double gain(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            sum += grades.get(i) * Math.log(2) / Math.log(i + 2);
        }
        return sum;
    }
}
