package org.aistack.rag.ingest.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds sentences of Chinese and English text: not inside numbers, abbreviations or short quotes. */
final class Sentences {

    /** A stretch {@code [start, end)} of a text, without white space at its ends. */
    record Span(int start, int end) {
        int length() {
            return end - start;
        }
    }

    private static final String ENDS = "。！？；!?;.…";
    private static final String CLOSERS = "”’」』）)]】》\"'";
    private static final String OPENERS = "“「『（(《【";
    private static final String QUOTE_ENDS = "”」』）)》】";
    private static final String CLAUSE_ENDS = "，、：,:—";
    private static final int LONGEST_QUOTE = 120;
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "no", "fig", "inc", "ltd", "co", "corp",
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "al", "approx", "cf",
            "dept", "est", "gen", "gov", "sen", "rep", "rev", "sr", "jr", "vol", "pp", "ed", "eq", "u.s", "u.k", "a.m",
            "p.m", "art", "sec");

    private Sentences() {}

    /** The sentences of {@code text[from, to)} in order; together they hold everything but white space. */
    static List<Span> of(String text, int from, int to) {
        List<Span> found = new ArrayList<>();
        int start = from;
        int depth = 0;
        int opened = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (OPENERS.indexOf(c) >= 0) {
                opened = depth == 0 ? i : opened;
                depth++;
            } else if (QUOTE_ENDS.indexOf(c) >= 0) {
                depth = Math.max(0, depth - 1);
            }
            boolean quoted = depth > 0 && i - opened < LONGEST_QUOTE;
            if (c == '\n' || !quoted && ENDS.indexOf(c) >= 0 && ends(text, start, i, to)) {
                int end = c == '\n' ? i : pastClosers(text, i + 1, to);
                add(found, text, start, end);
                start = end;
                depth = 0;
                i = Math.max(i, end - 1);
            }
        }
        add(found, text, start, to);
        return found;
    }

    /** Cuts a stretch longer than {@code most} at clauses, then at spaces, then anywhere but inside a character. */
    static List<Span> cut(String text, Span span, int most) {
        List<Span> parts = new ArrayList<>();
        int start = span.start();
        while (span.end() - start > most) {
            int end = clauseEnd(text, start, start + most);
            add(parts, text, start, end);
            start = end;
        }
        add(parts, text, start, span.end());
        return parts;
    }

    private static int clauseEnd(String text, int start, int limit) {
        for (int i = limit - 1; i > start + (limit - start) / 3; i--) {
            if (CLAUSE_ENDS.indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        for (int i = limit; i > start + (limit - start) / 3; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        int end = limit;
        while (end > start + 1 && joined(text, end)) {
            end--;
        }
        // a monster of combining marks: cut at the limit, but never through a surrogate pair
        boolean pair = Character.isLowSurrogate(text.charAt(limit));
        return end > start + 1 ? end : pair ? limit - 1 : limit;
    }

    /** Whether the character at {@code i} belongs to the one before it. */
    private static boolean joined(String text, int i) {
        if (i >= text.length()) {
            return false;
        }
        char c = text.charAt(i);
        if (Character.isLowSurrogate(c) || c == '\u200d' || text.charAt(i - 1) == '\u200d') {
            return true;
        }
        int type = Character.getType(text.codePointAt(i));
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.MODIFIER_SYMBOL && c >= 0xd800;
    }

    private static boolean ends(String text, int start, int i, int to) {
        char c = text.charAt(i);
        if (c > 0x2000 || c == '!' || c == '?') {
            return true;
        }
        int next = pastClosers(text, i + 1, to);
        if (next < to && !Character.isWhitespace(text.charAt(next)) && text.charAt(next) < 0x2e80) {
            return false;
        }
        return c == ';' || !abbreviated(text, start, i) && !continues(text, next, to);
    }

    private static boolean continues(String text, int next, int to) {
        int i = next;
        while (i < to && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < to && i > next && Character.isLowerCase(text.charAt(i));
    }

    private static boolean abbreviated(String text, int start, int dot) {
        int from = dot;
        while (from > start && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        String word = text.substring(from, dot);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
        boolean number = !word.isEmpty() && word.chars().allMatch(Character::isDigit);
        boolean numbering = number && text.substring(start, from).isBlank();
        return initial || numbering || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static int pastClosers(String text, int from, int to) {
        int i = from;
        while (i < to && (CLOSERS.indexOf(text.charAt(i)) >= 0 || ENDS.indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private static void add(List<Span> spans, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            spans.add(new Span(start, end));
        }
    }
}
