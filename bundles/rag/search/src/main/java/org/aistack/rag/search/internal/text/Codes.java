package org.aistack.rag.search.internal.text;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes in a text: order numbers, part numbers, standards, ISINs, long numbers. Upper case and half-width whatever the text
 * has, and found between Chinese characters as well.
 */
public final class Codes {

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]+(?:[-_/.:\u2010-\u2013][A-Za-z0-9]+)*");
    private static final Pattern BODY_OF_STANDARDS =
            Pattern.compile("[A-Z]{2,6}(?:/[A-Z]{1,3})?|[A-Za-z]{2,6}/[A-Za-z]{1,3}");
    private static final Pattern DASHES = Pattern.compile("[\u2010-\u2013]");
    private static final int SHORTEST = 4;
    private static final int SHORTEST_NUMBER = 6;
    private static final int SHORTEST_STANDARD = 3;
    private static final int LONGEST = 64;

    private Codes() {}

    /** The codes of a text that is already {@link Fold folded}, each once. */
    public static Set<String> of(String folded) {
        Set<String> codes = new LinkedHashSet<>();
        Matcher runs = RUN.matcher(folded);
        String before = null;
        int end = -1;
        while (runs.find()) {
            String run = runs.group();
            boolean joined = before != null
                    && runs.start() == end + 1
                    && folded.charAt(end) == ' '
                    && Character.isDigit(run.charAt(0))
                    && count(run, true) >= SHORTEST_STANDARD
                    && BODY_OF_STANDARDS.matcher(before).matches();
            if (joined) {
                add(codes, before + run);
            }
            if (isCode(run)) {
                add(codes, run);
            }
            before = run;
            end = runs.end();
        }
        return codes;
    }

    /** Whether nothing but codes and punctuation is asked for. */
    public static boolean only(String folded, Collection<String> codes) {
        String rest = folded.toUpperCase(Locale.ROOT);
        for (String code : codes) {
            rest = rest.replace(code, " ");
            rest = rest.replace(code.replaceFirst("(?<=[A-Z])(?=\\d)", " "), " ");
        }
        return !codes.isEmpty() && rest.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static void add(Set<String> codes, String code) {
        if (code.length() <= LONGEST) {
            codes.add(DASHES.matcher(code).replaceAll("-").toUpperCase(Locale.ROOT));
        }
    }

    private static boolean isCode(String run) {
        int digits = count(run, true);
        int letters = count(run, false);
        if (digits == 0 || run.indexOf('.') >= 0 && letters == 0) {
            return false;
        }
        return digits >= SHORTEST_NUMBER || letters > 0 && digits + letters >= SHORTEST;
    }

    private static int count(String run, boolean digits) {
        return (int) run.chars()
                .filter(c -> digits ? Character.isDigit(c) : Character.isLetter(c))
                .count();
    }
}
