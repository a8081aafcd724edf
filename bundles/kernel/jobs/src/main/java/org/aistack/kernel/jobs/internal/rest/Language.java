package org.aistack.kernel.jobs.internal.rest;

import java.util.Locale;
import java.util.Locale.LanguageRange;

/** The language a caller asked for. */
final class Language {

    private Language() {}

    /** English when it is asked for before Chinese, else Chinese. */
    static Locale of(String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        try {
            for (LanguageRange range : LanguageRange.parse(acceptLanguage)) {
                if (range.getRange().startsWith("en")) {
                    return Locale.ENGLISH;
                }
                if (range.getRange().startsWith("zh")) {
                    return Locale.SIMPLIFIED_CHINESE;
                }
            }
        } catch (IllegalArgumentException malformed) {
            // whoever asks like this gets the default
        }
        return Locale.SIMPLIFIED_CHINESE;
    }
}
