package org.aistack.rag.search.internal.query;

import org.aistack.rag.search.internal.text.Script;

/**
 * How likely it is that a question can be answered from what was found: a logistic model over {@link Signals}, fitted on
 * questions of which half had lost the passage with their answer, in large and in tiny collections, for each language with
 * and without vectors. It is shifted so that at 0.5 one of twenty answerable questions is lost.
 *
 * @param score 0 to 1
 * @param threshold below it no answer is given
 * @param abstain whether the score is below
 * @param limits what such a score cannot see
 */
public record Answerability(double score, double threshold, boolean abstain, String limits) {

    private static final String LIMITS_ZH = "主题相符但缺少所问事实的问题，在没有语言模型时难以识别。";
    private static final String LIMITS_EN =
            "Questions on the right topic whose fact is missing are detected poorly without a language model.";

    private static final Weights EN_WORDS = new Weights(6.5, 3.13, 2.91, 0.4, 2.43, 0, 0, -4.55);
    private static final Weights EN_VECTORS = new Weights(2.59, 3.62, 1.48, 0.25, 2.95, 15.22, 1.1, -14.35);
    private static final Weights ZH_WORDS = new Weights(6.23, 3.28, 0.82, 0.76, 3.03, 0, 0, -5.1);
    private static final Weights ZH_VECTORS = new Weights(3.98, 2.78, 0, 0.65, 3.94, 11.83, 0.28, -11.2);

    private record Weights(
            double coverage,
            double sentence,
            double pairs,
            double typed,
            double margin,
            double cosine,
            double agreement,
            double rest) {

        double sum(Signals s) {
            return coverage * s.coverage()
                    + sentence * s.sentence()
                    + pairs * s.pairs()
                    + (s.typed() ? typed : 0)
                    + margin * s.margin()
                    + cosine * s.cosine()
                    + agreement * s.agreement()
                    + rest;
        }
    }

    /** The same when there turned out to be nothing to quote. */
    public Answerability abstaining() {
        return new Answerability(score, threshold, true, limits);
    }

    /** Judges a search. */
    public static Answerability of(Signals signals, String language, double threshold) {
        boolean chinese = Script.CHINESE.equals(language);
        Weights weights = signals.vectors() ? chinese ? ZH_VECTORS : EN_VECTORS : chinese ? ZH_WORDS : EN_WORDS;
        double score = signals.equals(Signals.NONE) ? 0 : 1 / (1 + Math.exp(-weights.sum(signals)));
        return new Answerability(score, threshold, score < threshold, chinese ? LIMITS_ZH : LIMITS_EN);
    }
}
