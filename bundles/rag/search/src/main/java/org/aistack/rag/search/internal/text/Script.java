package org.aistack.rag.search.internal.text;

/** Tells languages by the script of their letters. */
public final class Script {

    public static final String CHINESE = "zh";
    public static final String ENGLISH = "en";

    private Script() {}

    /** {@link #CHINESE} when there are at least as many Han characters as words of other scripts, else {@link #ENGLISH}. */
    public static String language(String text) {
        int han = 0;
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean ideograph = Character.isIdeographic(c);
            boolean letter = Character.isLetter(c) && !ideograph;
            han += ideograph ? 1 : 0;
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
            i += Character.charCount(c);
        }
        return han > 0 && han >= words ? CHINESE : ENGLISH;
    }

    public static boolean hasHan(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    /** Whether there is a letter of a script that is written in words. */
    public static boolean hasWords(String text) {
        return text.codePoints().anyMatch(c -> Character.isLetter(c) && !Character.isIdeographic(c));
    }
}
