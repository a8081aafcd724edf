package org.aistack.rag.search.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds sentences of Chinese and English text: not inside numbers, abbreviations or short quotes. */
public final class Sentences {

    /** A stretch {@code [start, end)} of chars, without white space at its ends. */
    public record Span(int start, int end) {}

    private static final String WIDE_ENDS = "。！？；…";
    private static final String NARROW_ENDS = ".!?";
    private static final String CLOSERS = "”’」』）)]】》\"'";
    private static final String OPENERS = "“「『（(《【";
    private static final String QUOTE_ENDS = "”」』）)》】";
    private static final int LONGEST_QUOTE = 100;
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "no", "fig", "inc", "ltd", "co", "corp",
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "al", "approx", "cf",
            "u.s", "u.k", "a.m", "p.m", "sr", "jr", "vol", "gen", "gov", "sen", "rep", "rev", "ca", "c");

    private final String text;
    private final List<Span> found = new ArrayList<>();

    private Sentences(String text) {
        this.text = text;
    }

    /** The sentences in order; together they hold everything but white space. */
    public static List<Span> of(String text) {
        var sentences = new Sentences(text);
        sentences.find();
        return sentences.found;
    }

    private void find() {
        int start = 0;
        int depth = 0;
        int opened = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (OPENERS.indexOf(c) >= 0) {
                opened = depth++ == 0 ? i : opened;
            } else if (QUOTE_ENDS.indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            }
            boolean quoted = depth > 0 && i - opened < LONGEST_QUOTE;
            if (c == '\n' || !quoted && ends(start, i)) {
                int end = c == '\n' ? i : pastClosers(i + 1);
                add(start, end);
                start = end;
                depth = 0;
                i = Math.max(i, end - 1);
            }
        }
        add(start, text.length());
    }

    private void add(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            found.add(new Span(start, end));
        }
    }

    private boolean ends(int start, int i) {
        char c = text.charAt(i);
        if (WIDE_ENDS.indexOf(c) >= 0) {
            return true;
        }
        if (NARROW_ENDS.indexOf(c) < 0) {
            return false;
        }
        int next = pastClosers(i + 1);
        if (next == text.length()) {
            return true;
        }
        if (Character.isIdeographic(text.charAt(next))) {
            return c != '.' || !Character.isDigit(text.charAt(Math.max(start, i - 1)));
        }
        return Character.isWhitespace(text.charAt(next)) && !goesOn(next) && (c != '.' || !abbreviated(start, i));
    }

    private boolean goesOn(int space) {
        int i = space;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i < text.length() && Character.isLowerCase(text.charAt(i));
    }

    private boolean abbreviated(int start, int dot) {
        int from = dot;
        while (from > start && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        String word = text.substring(from, dot);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
        boolean numbering =
                from == dot && text.substring(start, dot).strip().chars().allMatch(Character::isDigit);
        return initial || numbering || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private int pastClosers(int from) {
        int i = from;
        while (i < text.length() && (CLOSERS + WIDE_ENDS + NARROW_ENDS).indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
