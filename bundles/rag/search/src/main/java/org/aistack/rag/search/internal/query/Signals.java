package org.aistack.rag.search.internal.query;

/**
 * What tells whether a question can be answered from what was found.
 *
 * @param coverage share of the question's words, weighted by how rare they are, in the best of the first passages
 * @param bm25 score of the best passage over the highest a passage could have
 * @param bm25Margin how far the second best is behind, 0 to 1
 * @param cosine of the nearest passage; 0 without vectors
 * @param cosineMargin how far the nearest is before the tenth nearest
 * @param agreement whether words and vectors put the same document first: 1, or less with its place in the other order
 * @param vectors whether there were vectors at all
 */
public record Signals(
        double coverage,
        double bm25,
        double bm25Margin,
        double cosine,
        double cosineMargin,
        double agreement,
        boolean vectors) {

    static final Signals NONE = new Signals(0, 0, 0, 0, 0, 0, false);
}
