package org.aistack.ops.notes.internal;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.aistack.ops.notes.WordCount;

/**
 * What a text can be found by. Words of alphabetic scripts as they are, in lower case; a run of Han characters as its pairs
 * of neighbours, and its last character alone, so that a single character is found as the beginning of something. Pure.
 */
public final class Words {

    private static final int LONGEST = 64;

    private Words() {}

    /** The terms of a text, without repetition. */
    static Set<String> terms(String text) {
        Set<String> terms = new LinkedHashSet<>();
        scan(text, terms, true);
        return terms;
    }

    /** The terms that all must be there for a text to match the question; empty when it has no word at all. */
    static Set<String> question(String text) {
        Set<String> terms = new LinkedHashSet<>();
        scan(text, terms, false);
        return terms;
    }

    /** True for a single Han character, which is looked for as a beginning. */
    static boolean isPrefix(String term) {
        return term.codePointCount(0, term.length()) == 1 && isHan(term.codePointAt(0));
    }

    /** Counts words, characters and Han characters. */
    public static WordCount count(String text) {
        long words = 0;
        long han = 0;
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            boolean letter = !isHan(c) && Character.isLetterOrDigit(c);
            words += letter && !inside ? 1 : 0;
            inside = letter;
            han += isHan(c) ? 1 : 0;
        }
        return new WordCount(words, text.codePointCount(0, text.length()), han);
    }

    private static void scan(String text, Set<String> terms, boolean everyEnd) {
        int[] points = text.toLowerCase(Locale.ROOT).codePoints().toArray();
        for (int start = 0; start < points.length; ) {
            boolean han = isHan(points[start]);
            int end = start;
            while (end < points.length
                    && isHan(points[end]) == han
                    && (han || Character.isLetterOrDigit(points[end]))) {
                end++;
            }
            if (han) {
                pairs(points, start, end, terms, everyEnd);
            } else if (end > start) {
                terms.add(new String(points, start, Math.min(end - start, LONGEST / 2)));
            }
            start = Math.max(end, start + 1);
        }
    }

    private static void pairs(int[] points, int start, int end, Set<String> terms, boolean everyEnd) {
        for (int i = start; i + 1 < end; i++) {
            terms.add(new String(points, i, 2));
        }
        if (everyEnd || end - start == 1) {
            terms.add(new String(points, end - 1, 1));
        }
    }

    private static boolean isHan(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
    }
}
