package org.aistack.rag.search.internal.answer;

import org.aistack.rag.search.internal.query.Hit;
import org.aistack.rag.search.internal.text.Sentences.Span;

/**
 * A sentence that might answer, with what speaks for it, each 0 to 1.
 *
 * @param coverage share of the question's words in it, weighted by how rare they are
 * @param around the same with its neighbours in the passage
 * @param passage how well the passage was found
 * @param typed whether it has the sort of thing that is asked for
 * @param cosine nearness to the question; 0 without vectors
 * @param score of all together
 */
record Candidate(
        Hit hit,
        Span span,
        String text,
        double coverage,
        double around,
        double passage,
        boolean typed,
        double cosine,
        double score) {

    private static final double LEAST_COSINE = 0.3;

    Candidate scored(double nearness, boolean vectors) {
        double near = Math.max(0, (nearness - LEAST_COSINE) / (1 - LEAST_COSINE));
        double sum = Weighing.COVERAGE * coverage
                + Weighing.AROUND * around
                + Weighing.PASSAGE * passage
                + (typed ? Weighing.TYPE : 0)
                + (vectors ? Weighing.COSINE * near : 0);
        return new Candidate(hit, span, text, coverage, around, passage, typed, nearness, sum);
    }

    /** What each thing counts for; measured on questions with known answers. */
    private static final class Weighing {
        static final double COVERAGE = 0.6;
        static final double AROUND = 0.2;
        static final double PASSAGE = 0.6;
        static final double TYPE = 0.15;
        static final double COSINE = 0.8;
    }
}
