package org.aistack.rag.search.internal.query;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.aistack.rag.search.internal.text.Analysis;

/**
 * How much each word of a question tells: the rarer in the index, the more.
 *
 * @param field whose terms these are
 * @param weights of the terms
 */
public record Rarity(String field, Map<String, Double> weights) {

    /** The field whose terms stand for the words of a language. */
    static String field(String language) {
        return "zh".equals(language) ? Analysis.ZH_BIGRAM : Analysis.EN;
    }

    static Rarity of(Question question, ToIntFunction<String> frequency, int passages) {
        String field = field(question.language());
        Map<String, Double> weights = new LinkedHashMap<>();
        question.terms()
                .getOrDefault(field, Map.of())
                .keySet()
                .forEach(term -> weights.put(term, idf(frequency.applyAsInt(term), passages)));
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

    private static double idf(int frequency, int passages) {
        return Math.log(1 + (Math.max(passages, frequency) - frequency + 0.5) / (frequency + 0.5));
    }
}
