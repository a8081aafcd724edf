package org.aistack.rag.search.internal.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.aistack.rag.search.internal.index.Snapshot;
import org.aistack.rag.search.internal.query.Fusion.Leg;
import org.aistack.rag.search.internal.query.Hit.Say;

/**
 * What the legs found, put into one order of documents or of passages.
 *
 * <p>A document is as good as its best passage and, for words, as its whole text as well, half each. The same sums make the
 * order of passages, without the whole.
 */
final class Ranking {

    static final String LEXICAL = "lexical";
    static final String VECTOR = "vector";
    static final String EXACT = "exact";

    /** More than the other legs together: what carries the code that was asked for comes first. */
    private static final double EXACT_WEIGHT = 1.25;

    /**
     * What was found.
     *
     * @param fields rows of passages by field, see {@link LexicalLeg#passages}
     * @param wholes ids of documents by field
     * @param fieldWeights of those fields
     * @param vectors rows of passages by cosine
     * @param model whose vectors those are; null without any
     * @param codes rows of passages with codes that were asked for
     * @param namedCodes ids of documents with such codes in their name
     */
    record Found(
            Map<String, Map<Integer, Double>> fields,
            Map<String, Map<String, Double>> wholes,
            Map<String, Double> fieldWeights,
            Map<Integer, Double> vectors,
            String model,
            Map<Integer, Double> codes,
            Map<String, Double> namedCodes) {

        /** How well a passage matched the question's words, before anything was normalised. */
        double bm25(String field, int row) {
            return fields.getOrDefault(field, Map.of()).getOrDefault(row, 0.0);
        }
    }

    private final Snapshot snapshot;
    private final Found found;
    private final Map<Integer, String> documents = new HashMap<>();
    private final Map<String, Double> weights;

    Ranking(Snapshot snapshot, Found found, double lexical, double vector) {
        this.snapshot = snapshot;
        this.found = found;
        double exact = found.codes().isEmpty() && found.namedCodes().isEmpty() ? 0 : EXACT_WEIGHT * (lexical + vector);
        double sum = lexical + vector + exact;
        weights = Map.of(LEXICAL, lexical / sum, VECTOR, vector / sum, EXACT, exact / sum);
    }

    Map<String, Double> weights() {
        return weights;
    }

    /** Legs over passages, by row. */
    Map<String, Leg<Integer>> passages() {
        List<Leg<Integer>> fields = new ArrayList<>();
        found.fields()
                .forEach((field, rows) ->
                        fields.add(new Leg<>(found.fieldWeights().get(field), rows)));
        Map<String, Leg<Integer>> legs = new LinkedHashMap<>();
        put(legs, LEXICAL, Fusion.minMax(fields));
        put(legs, VECTOR, found.vectors());
        put(legs, EXACT, found.codes());
        return legs;
    }

    /** Legs over documents, by id. */
    Map<String, Leg<String>> documents() {
        List<Leg<String>> fields = new ArrayList<>();
        found.fields().forEach((field, rows) -> {
            double half = found.fieldWeights().get(field) / 2;
            fields.add(new Leg<>(half, best(rows)));
            fields.add(new Leg<>(half, found.wholes().getOrDefault(field, Map.of())));
        });
        Map<String, Leg<String>> legs = new LinkedHashMap<>();
        put(legs, LEXICAL, Fusion.minMax(fields));
        put(legs, VECTOR, best(found.vectors()));
        Map<String, Double> codes = best(found.codes());
        found.namedCodes().forEach((document, score) -> codes.merge(document, score, Math::max));
        put(legs, EXACT, codes);
        return legs;
    }

    /** How each leg judged each thing. */
    static <K extends Comparable<? super K>> Map<String, Map<K, Say>> says(Map<String, Leg<K>> legs) {
        Map<String, Map<K, Say>> says = new LinkedHashMap<>();
        legs.forEach((name, leg) -> {
            Map<K, Double> normal = Fusion.normalise(leg.scores());
            Map<K, Integer> ranks = Fusion.ranks(leg.scores());
            Map<K, Say> each = new HashMap<>();
            leg.scores()
                    .forEach((key, raw) -> each.put(key, new Say(raw, Math.max(0, normal.get(key)), ranks.get(key))));
            says.put(name, each);
        });
        return says;
    }

    String document(int row) {
        return documents.computeIfAbsent(row, snapshot::documentId);
    }

    private <K> void put(Map<String, Leg<K>> legs, String name, Map<K, Double> scores) {
        if (weights.get(name) > 0) {
            legs.put(name, new Leg<>(weights.get(name), scores));
        }
    }

    /** The best score among the rows of each document. */
    private Map<String, Double> best(Map<Integer, Double> rows) {
        Map<String, Double> best = new HashMap<>();
        rows.forEach((row, score) -> best.merge(document(row), score, Math::max));
        return best;
    }

    /** The best of the rows of each key, by a judgement. */
    static <K> Map<K, Integer> bestRows(Map<Integer, Double> judged, Function<Integer, K> key) {
        Map<K, Integer> best = new HashMap<>();
        Fusion.order(judged).forEach(row -> best.putIfAbsent(key.apply(row), row));
        return best;
    }
}
