package org.aistack.rag.ingest.internal.text;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class PageFurnitureTest {

    private static final int PAGES = 6;

    @Test
    public void dropsHeadersAndPageNumbers() {
        assertEquals(
                List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta"),
                kept("Annual report\n%2$s\nPage %1$d of 6", "alpha", "beta", "gamma", "delta", "epsilon", "zeta"));
    }

    @Test
    public void keepsAPageThatHasNothingElse() {
        assertEquals(
                "Chapter 1 explains how valve number 1 is cleaned.",
                kept("Chapter %1$d explains how valve number %1$d is cleaned.").get(0));
        assertEquals("Slide 3", kept("Slide %1$d").get(2));
    }

    @Test
    public void keepsSentencesThatDifferInANumber() {
        String sentence = "The service contract for machine %1$d ends after the agreed years.\n%2$s";
        assertEquals(
                String.format(sentence, 2, "two"),
                kept(sentence, "one", "two", "three", "four", "five", "six").get(1));
    }

    private static List<String> kept(String page, String... words) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 1; i <= PAGES; i++) {
            pieces.add(piece(i, String.format(page, i, words.length == 0 ? "" : words[i - 1])));
        }
        var furniture = new PageFurniture(pieces);
        return pieces.stream().map(furniture::without).toList();
    }

    private static Piece piece(int page, String text) {
        return new Piece(Shape.PARAGRAPH, 0, page, 0, false, null, text);
    }
}
