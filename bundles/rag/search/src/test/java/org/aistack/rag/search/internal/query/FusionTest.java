package org.aistack.rag.search.internal.query;

import static org.junit.Assert.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aistack.rag.search.internal.query.Fusion.Leg;
import org.junit.Test;

public class FusionTest {

    private static final double EXACT = 1e-12;

    @Test
    public void minMaxAddsWeightedShares() {
        var fused = Fusion.minMax(List.of(
                new Leg<>(0.5, Map.of("a", 14.0, "b", 4.0, "c", 9.0)), new Leg<>(0.5, Map.of("b", 0.8, "d", 0.2))));
        assertEquals(0.5, fused.get("a"), EXACT);
        assertEquals(0.5, fused.get("b"), EXACT);
        assertEquals(0.25, fused.get("c"), EXACT);
        assertEquals(0.0, fused.get("d"), EXACT);
        assertEquals(List.of("a", "b", "c", "d"), Fusion.order(fused));
    }

    @Test
    public void oneOrEqualScoresAreOne() {
        assertEquals(1.0, Fusion.normalise(Map.of("a", -3.0)).get("a"), EXACT);
        assertEquals(1.0, Fusion.normalise(Map.of("a", 2.0, "b", 2.0)).get("b"), EXACT);
        assertEquals(Map.of(), Fusion.minMax(List.of(new Leg<>(1, Map.<String, Double>of()))));
    }

    @Test
    public void reciprocalRanksCountFromOne() {
        var fused = Fusion.reciprocalRank(
                List.of(new Leg<>(1, Map.of("a", 9.0, "b", 8.0)), new Leg<>(2, Map.of("b", 1.0, "c", 1.0))), 60);
        assertEquals(1.0 / 61, fused.get("a"), EXACT);
        assertEquals(1.0 / 62 + 2.0 / 61, fused.get("b"), EXACT);
        assertEquals(2.0 / 62, fused.get("c"), EXACT);
    }

    @Test
    public void varietyTrades() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("a", 1.0);
        scores.put("twin", 0.9);
        scores.put("other", 0.6);
        Map<String, float[]> vectors =
                Map.of("a", new float[] {1, 0}, "twin", new float[] {1, 0}, "other", new float[] {0, 1});
        assertEquals(List.of("a", "twin", "other"), Variety.order(scores, vectors, 1));
        assertEquals(List.of("a", "other", "twin"), Variety.order(scores, vectors, 0.5));
    }

    @Test
    public void metricsAreThoseOfTrecEval() {
        Map<String, Integer> judged = Map.of("d1", 2, "d2", 1, "d3", 0);
        List<String> order = Metrics.order(List.of(
                new Metrics.Ranked("x", 3),
                new Metrics.Ranked("d2", 2),
                new Metrics.Ranked("d1", 2),
                new Metrics.Ranked("d3", 1)));
        assertEquals("ties by falling id", List.of("x", "d2", "d1", "d3"), order);
        double log3 = Math.log(3) / Math.log(2);
        assertEquals((1 / log3 + 2 / 2.0) / (2 + 1 / log3), measure("ndcg@10", judged, order), EXACT);
        assertEquals(0.5, measure("mrr@10", judged, order), EXACT);
        assertEquals(0.0, measure("p@1", judged, order), EXACT);
        assertEquals(0.5, measure("recall@2", judged, order), EXACT);
        assertEquals((1 / 2.0 + 2 / 3.0) / 2, measure("map", judged, order), EXACT);
        assertEquals(1.0, measure("ndcg@10", Map.of("d1", 1), List.of("d1")), EXACT);
        assertEquals(0.0, measure("ndcg@10", Map.of(), List.of("d1")), EXACT);
        assertEquals(
                true,
                Metrics.Metric.of("ndcg@0").isEmpty() && Metrics.Metric.of("f1").isEmpty());
    }

    private static double measure(String name, Map<String, Integer> judged, List<String> order) {
        return Metrics.of(Metrics.Metric.of(name).orElseThrow(), judged, order);
    }
}
