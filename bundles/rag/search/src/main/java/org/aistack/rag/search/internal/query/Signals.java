package org.aistack.rag.search.internal.query;

/**
 * What tells whether a question can be answered from what was found.
 *
 * @param coverage share of the question's words, weighted by how rare they are, in the best of the first passages
 * @param sentence the same in the best of their sentences
 * @param pairs share of the question's neighbouring words that are neighbours there as well
 * @param typed whether the best of those sentences has the sort of thing that is asked for
 * @param margin how far the second best passage by words is behind the best, 0 to 1
 * @param cosine of the nearest passage; 0 without vectors
 * @param agreement whether words and vectors put the same document first: 1, or less with its place in the other order
 * @param vectors whether there were vectors at all
 */
public record Signals(
        double coverage,
        double sentence,
        double pairs,
        boolean typed,
        double margin,
        double cosine,
        double agreement,
        boolean vectors) {

    public static final Signals NONE = new Signals(0, 0, 0, false, 0, 0, 0, false);
}
