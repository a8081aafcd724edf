package org.aistack.kernel;

/** How an id looks outside: 13 characters of Crockford's base 32, lower case, sorting like the number. */
public final class Id {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 13;

    private Id() {}

    /** The opaque text of {@code id}. */
    public static String text(long id) {
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1, shift = 0; i >= 0; i--, shift += 5) {
            text[i] = DIGITS.charAt((int) (id >>> shift) & 31);
        }
        return new String(text);
    }

    /** The id written as {@code text}; 0, which no row ever has, for anything that {@link #text} does not produce. */
    public static long parse(String text) {
        if (text == null || text.length() != LENGTH || DIGITS.indexOf(text.charAt(0)) > 7) {
            return 0;
        }
        long id = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                return 0;
            }
            id = id << 5 | digit;
        }
        return id;
    }
}
