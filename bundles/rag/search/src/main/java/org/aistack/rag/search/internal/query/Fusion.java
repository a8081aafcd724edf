package org.aistack.rag.search.internal.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the results of several ways of finding into one order. */
public final class Fusion {

    /** One way of finding: how well each thing matched. */
    public record Leg<K>(double weight, Map<K, Double> scores) {}

    private Fusion() {}

    /** Scores stretched to 0..1; all 1 when there is one or all are equal. */
    public static <K> Map<K, Double> normalise(Map<K, Double> scores) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores.values()) {
            least = Math.min(least, score);
            most = Math.max(most, score);
        }
        Map<K, Double> normal = new HashMap<>();
        double low = least;
        double span = most - least;
        scores.forEach((key, score) -> normal.put(key, span > 0 ? (score - low) / span : 1.0));
        return normal;
    }

    /** Weighted sum of the normalised scores; a thing absent from a leg gets 0 from it. */
    public static <K> Map<K, Double> minMax(List<Leg<K>> legs) {
        Map<K, Double> sum = new HashMap<>();
        for (Leg<K> leg : legs) {
            normalise(leg.scores()).forEach((key, score) -> sum.merge(key, leg.weight() * score, Double::sum));
        }
        return sum;
    }

    /** Sum of {@code weight / (k + rank)}; ranks count from 1, equal scores are ranked by key. */
    public static <K extends Comparable<? super K>> Map<K, Double> reciprocalRank(List<Leg<K>> legs, double k) {
        Map<K, Double> sum = new HashMap<>();
        for (Leg<K> leg : legs) {
            List<K> order = order(leg.scores());
            for (int i = 0; i < order.size(); i++) {
                sum.merge(order.get(i), leg.weight() / (k + i + 1), Double::sum);
            }
        }
        return sum;
    }

    /** Keys by falling score, equal ones by key. */
    public static <K extends Comparable<? super K>> List<K> order(Map<K, Double> scores) {
        List<K> keys = new ArrayList<>(scores.keySet());
        keys.sort(Comparator.<K, Double>comparing(scores::get, Comparator.reverseOrder())
                .thenComparing(Comparator.naturalOrder()));
        return keys;
    }

    /** Place of each key in {@link #order}, from 1. */
    public static <K extends Comparable<? super K>> Map<K, Integer> ranks(Map<K, Double> scores) {
        Map<K, Integer> ranks = new LinkedHashMap<>();
        order(scores).forEach(key -> ranks.put(key, ranks.size() + 1));
        return ranks;
    }
}
