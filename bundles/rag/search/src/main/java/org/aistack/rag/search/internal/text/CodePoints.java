package org.aistack.rag.search.internal.text;

/** Places in a text counted in code points, asked for in rising order. */
public final class CodePoints {

    private final String text;
    private int chars;
    private int points;

    public CodePoints(String text) {
        this.text = text;
    }

    /** Code points before the char at {@code offset}. */
    public int at(int offset) {
        if (offset < chars) {
            chars = 0;
            points = 0;
        }
        points += text.codePointCount(chars, offset);
        chars = offset;
        return points;
    }
}
