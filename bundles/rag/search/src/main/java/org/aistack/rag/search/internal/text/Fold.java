package org.aistack.rag.search.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The search copy of a text: full-width forms become half-width and traditional characters simplified, one char for one
 * char, so that places in the copy are places in the original.
 */
public final class Fold {

    private static final char FIRST_WIDE = '\uff01';
    private static final char LAST_WIDE = '\uff5e';
    private static final int WIDE_OFFSET = FIRST_WIDE - '!';
    private static final char WIDE_SPACE = '\u3000';
    private static final char FIRST_HAN = '\u3400';
    private static final char LAST_HAN = '\u9fff';
    private static final char[] SIMPLIFIED = simplified();

    private Fold() {}

    public static String fold(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = fold(chars[i]);
        }
        return new String(chars);
    }

    private static char fold(char c) {
        if (c < WIDE_SPACE) {
            return c;
        }
        if (c >= FIRST_HAN && c <= LAST_HAN) {
            return SIMPLIFIED[c - FIRST_HAN];
        }
        if (c >= FIRST_WIDE && c <= LAST_WIDE) {
            return (char) (c - WIDE_OFFSET);
        }
        return c == WIDE_SPACE ? ' ' : c;
    }

    /** Pairs of a traditional and its simplified character, from the transform Hant-Hans of Unicode CLDR. */
    private static char[] simplified() {
        char[] table = new char[LAST_HAN - FIRST_HAN + 1];
        for (int i = 0; i < table.length; i++) {
            table[i] = (char) (FIRST_HAN + i);
        }
        try (InputStream in = Fold.class.getResourceAsStream("simplified.txt")) {
            String pairs = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s", "");
            for (int i = 0; i + 1 < pairs.length(); i += 2) {
                table[pairs.charAt(i) - FIRST_HAN] = pairs.charAt(i + 1);
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
