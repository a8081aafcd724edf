package org.aistack.rag.search.internal.query;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.aistack.rag.search.internal.text.Analysis;
import org.aistack.rag.search.internal.text.Script;
import org.aistack.rag.search.internal.text.StopWords;

/**
 * How much each word of a question tells: the rarer in the index, the more.
 *
 * @param field whose terms these are
 * @param weights of the terms
 */
public record Rarity(String field, Map<String, Double> weights) {

    /**
     * As if the index had so many more passages without the terms: in a small index a word that happens to be missing must
     * not count for more than all that are there.
     */
    private static final int SMOOTHING = 50;

    /** The field whose terms stand for the words of a language. */
    static String field(String language) {
        return Script.CHINESE.equals(language) ? Analysis.ZH_WORD : Analysis.EN;
    }

    static Rarity of(Question question, ToIntFunction<String> frequency, int passages) {
        String field = field(question.language());
        Set<String> all = question.terms().getOrDefault(field, Map.of()).keySet();
        List<String> telling = all.stream()
                .filter(term -> !StopWords.has(question.language(), term))
                .toList();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String term : telling.isEmpty() ? all : telling) {
            int there = frequency.applyAsInt(term);
            weights.put(term, Math.log((Math.max(passages, there) + SMOOTHING) / (there + 1.0)));
        }
        return new Rarity(field, Collections.unmodifiableMap(weights));
    }

    /** Sum of all weights. */
    public double sum() {
        return weights.values().stream().mapToDouble(w -> w).sum();
    }

    /** Share of the weights that {@code terms} have, 0 to 1. */
    public double covered(Collection<String> terms) {
        double sum = 0;
        double all = 0;
        Set<String> there = new HashSet<>(terms);
        for (var entry : weights.entrySet()) {
            all += entry.getValue();
            sum += there.contains(entry.getKey()) ? entry.getValue() : 0;
        }
        return all == 0 ? 0 : sum / all;
    }
}
