package org.aistack.kernel;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * A text a person reads, in Chinese and in English. Either may be a {@link MessageFormat} pattern; sentences are never
 * put together from translated pieces.
 *
 * @param zh simplified Chinese
 * @param en English
 */
public record Text(String zh, String en) {

    public Text {
        Objects.requireNonNull(zh);
        Objects.requireNonNull(en);
    }

    /** The text in the language of {@code locale}: English for {@code en}, Chinese for everything else. */
    public String in(Locale locale) {
        return "en".equals(locale.getLanguage()) ? en : zh;
    }

    /** The text as a {@link MessageFormat} pattern with {@code arguments} filled in; verbatim when there are none. */
    public String in(Locale locale, Object... arguments) {
        return arguments.length == 0 ? in(locale) : new MessageFormat(in(locale), locale).format(arguments);
    }
}
