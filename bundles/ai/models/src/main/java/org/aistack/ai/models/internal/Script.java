package org.aistack.ai.models.internal;

import java.util.List;

/** Tells Chinese from English by the script of the letters. */
final class Script {

    private Script() {}

    /** {@code zh} when there are at least as many Han characters as words of other scripts, {@code en} otherwise. */
    static String language(List<String> texts) {
        int han = 0;
        int words = 0;
        for (String text : texts) {
            boolean inWord = false;
            for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
                int c = text.codePointAt(i);
                boolean ideograph = Character.isIdeographic(c);
                boolean letter = Character.isLetter(c) && !ideograph;
                han += ideograph ? 1 : 0;
                words += letter && !inWord ? 1 : 0;
                inWord = letter;
            }
        }
        return han > 0 && han >= words ? "zh" : "en";
    }
}
