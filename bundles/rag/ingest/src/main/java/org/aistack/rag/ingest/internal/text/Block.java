package org.aistack.rag.ingest.internal.text;

/** A block of the canonical text: {@code text.substring(start, end)}, in UTF-16 positions. See {@link Piece} for the rest. */
public record Block(Shape shape, int level, int page, int table, boolean header, String locator, int start, int end) {

    int length() {
        return end - start;
    }
}
