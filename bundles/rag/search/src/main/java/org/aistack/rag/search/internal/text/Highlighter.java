package org.aistack.rag.search.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds where the words asked for stand in a text. */
public final class Highlighter {

    /** A stretch of code points {@code [start, end)}. */
    public record Place(int start, int end) {}

    private Highlighter() {}

    /**
     * Places of terms, touching ones as one.
     *
     * @param offset added to each place: where the text starts in its document
     */
    public static List<Place> places(Analysis analysis, String field, Set<String> terms, String text, int offset) {
        var points = new CodePoints(text);
        List<Place> places = new ArrayList<>();
        for (Analysis.Token token : analysis.tokens(field, text)) {
            if (terms.contains(token.term())) {
                int start = offset + points.at(token.start());
                int end = offset + points.at(token.end());
                Place last = places.isEmpty() ? null : places.get(places.size() - 1);
                if (last != null && start <= last.end()) {
                    places.set(places.size() - 1, new Place(last.start(), Math.max(last.end(), end)));
                } else {
                    places.add(new Place(start, end));
                }
            }
        }
        return places;
    }
}
