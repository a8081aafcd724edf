package org.aistack.rag.search.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.VectorUtil;

/** Maximal marginal relevance: next comes what is good and unlike what is there already. */
final class Variety {

    private Variety() {}

    /**
     * A new order.
     *
     * @param scores by key, 0 to 1; their order breaks ties
     * @param vectors unit vectors; a key without one is like nothing else
     * @param lambda 1 looks at the scores only, 0 at variety only
     */
    static <K> List<K> order(Map<K, Double> scores, Map<K, float[]> vectors, double lambda) {
        Set<K> left = new LinkedHashSet<>(scores.keySet());
        List<K> order = new ArrayList<>();
        while (!left.isEmpty()) {
            K best = null;
            double most = Double.NEGATIVE_INFINITY;
            for (K key : left) {
                double value = lambda * scores.get(key) - (1 - lambda) * likeness(key, order, vectors);
                if (value > most) {
                    most = value;
                    best = key;
                }
            }
            order.add(best);
            left.remove(best);
        }
        return order;
    }

    private static <K> double likeness(K key, List<K> chosen, Map<K, float[]> vectors) {
        float[] vector = vectors.get(key);
        double most = 0;
        for (K other : chosen) {
            float[] there = vectors.get(other);
            if (vector != null && there != null) {
                most = Math.max(most, VectorUtil.dotProduct(vector, there));
            }
        }
        return most;
    }
}
