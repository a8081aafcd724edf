package org.aistack.security.auth.internal.user;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;

/** The one form in which user names are compared: for looking up, for uniqueness, for lockouts. */
public final class Usernames {

    private static final int MIN = 2;
    private static final int MAX = 64;

    /** Scripts that do not look like Latin and are written together with it. */
    private static final Set<UnicodeScript> EAST_ASIAN = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);

    private Usernames() {}

    /**
     * The canonical form of a name somebody wants.
     *
     * @throws Problem when it cannot be a name
     */
    public static String canonical(String name) {
        String form = form(name);
        if (!name.equals(name.strip()) || !visible(form)) {
            throw Problem.at("/username", AuthError.USERNAME_INVALID);
        }
        if (mixed(form)) {
            throw Problem.at("/username", AuthError.USERNAME_AMBIGUOUS);
        }
        return form;
    }

    /** The canonical form of a name somebody claims; what cannot be a name gives a form that nobody has. */
    public static String claimed(String name) {
        String form = form(name);
        int end = form.offsetByCodePoints(0, Math.min(MAX, form.codePointCount(0, form.length())));
        return form.substring(0, end);
    }

    private static String form(String name) {
        String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
        // up and down again folds what lower case alone leaves different
        String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static boolean visible(String form) {
        int length = form.codePointCount(0, form.length());
        return length >= MIN
                && length <= MAX
                && form.equals(form.strip())
                && form.codePoints().allMatch(Usernames::visible);
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> !blank(c);
        };
    }

    /** Letters that show nothing, and marks that choose a variant of what stands before them. */
    private static boolean blank(int c) {
        return c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0
                || c == 0x034F
                || c == 0x2800
                || c >= 0xFE00 && c <= 0xFE0F
                || c >= 0x180B && c <= 0x180D
                || c >= 0xE0100 && c <= 0xE01EF;
    }

    private static boolean mixed(String form) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        form.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        if (scripts.size() <= 1) {
            return false;
        }
        scripts.removeAll(EAST_ASIAN);
        scripts.remove(UnicodeScript.LATIN);
        return !scripts.isEmpty();
    }
}
