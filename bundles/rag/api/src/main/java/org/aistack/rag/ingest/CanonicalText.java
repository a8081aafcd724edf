package org.aistack.rag.ingest;

import java.util.List;

/**
 * The text of one version of a document. All offsets are Unicode code points into it, half open.
 *
 * @param pages in order; empty when the format has none
 */
public record CanonicalText(String text, List<Page> pages) {

    /** A page or slide, numbered from 1. */
    public record Page(int number, int start, int end) {}

    public CanonicalText {
        pages = List.copyOf(pages);
    }

    /** The number of the page where {@code offset} is; null when the format has none. */
    public Integer pageAt(int offset) {
        Integer number = null;
        for (Page page : pages) {
            if (page.start() <= offset) {
                number = page.number();
            }
        }
        return number;
    }
}
