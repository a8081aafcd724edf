package org.aistack.rag.ingest.internal.text;

/**
 * A block as a parser tells it, before cleaning.
 *
 * @param level of a heading, from 1; 0 otherwise
 * @param page 1-based page or slide; 0 when the format has none
 * @param table ordinal of the table a row belongs to, from 1; 0 outside tables
 * @param header whether the row is marked as a table header
 * @param locator place inside structured formats; null when there is none
 */
public record Piece(Shape shape, int level, int page, int table, boolean header, String locator, String text) {

    public static Piece paragraph(String text) {
        return new Piece(Shape.PARAGRAPH, 0, 0, 0, false, null, text);
    }

    public static Piece heading(int level, String text) {
        return new Piece(Shape.HEADING, level, 0, 0, false, null, text);
    }

    public static Piece of(Shape shape, String text) {
        return new Piece(shape, 0, 0, 0, false, null, text);
    }

    Piece with(String other) {
        return new Piece(shape, level, page, table, header, locator, other);
    }

    Piece asHeader() {
        return new Piece(shape, level, page, table, true, locator, text);
    }

    Piece asHeading(int depth) {
        return new Piece(Shape.HEADING, depth, page, 0, false, locator, text);
    }
}
