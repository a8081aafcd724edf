package org.aistack.kernel.catalog.internal.deploy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.aistack.kernel.Text;

/** Sentences in both languages, filled in. */
public final class Words {

    private Words() {}

    /** The patterns with {@code arguments} filled in; an argument may be a text itself. */
    public static Text say(String zh, String en, Object... arguments) {
        var text = new Text(zh, en);
        return new Text(
                text.in(Locale.CHINESE, in(Locale.CHINESE, arguments)),
                text.in(Locale.ENGLISH, in(Locale.ENGLISH, arguments)));
    }

    private static Object[] in(Locale locale, Object... arguments) {
        Object[] filled = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            filled[i] = arguments[i] instanceof Text text ? text.in(locale) : String.valueOf(arguments[i]);
        }
        return filled;
    }

    /** Several sentences as one. */
    public static Text join(List<Text> texts) {
        return new Text(
                texts.stream().map(Text::zh).collect(Collectors.joining("；")),
                texts.stream().map(Text::en).collect(Collectors.joining("; ")));
    }

    /** Something that is the same in both languages, such as a message of a library. */
    public static Text plain(String text) {
        return new Text(text, text);
    }

    /** The first line of what went wrong, without places in the file system. */
    public static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().lines().findFirst().orElse("").strip();
        return cut(message.replaceAll("(file:|mvn:)\\S+", "…"));
    }

    /** Not too long to be shown. */
    static String cut(String text) {
        return text.length() <= 400 ? text : text.substring(0, 399) + "…";
    }
}
