package org.aistack.rag.ingest.internal.text;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tells the language of a text: by its script first, by the statistics of its letters where a script serves many. */
public final class Languages {

    private static final int SAMPLE = 20_000;
    private static final double HAN_PER_WORD = 1.5;

    /**
     * A judgement.
     *
     * @param language ISO 639-1 code; {@code und} when there are no letters
     * @param script ISO 15924 code; null when there are no letters
     * @param confidence 0 to 1
     */
    public record Guess(String language, String script, double confidence, List<Candidate> candidates) {}

    /** One possibility. */
    public record Candidate(String language, double confidence) {}

    private static final Map<UnicodeScript, String> SOLE = Map.ofEntries(
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.THAI, "th"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(UnicodeScript.ARABIC, "ar"),
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"));

    private Languages() {}

    public static Guess guess(String text) {
        String sample = text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
        Map<UnicodeScript, Integer> letters = letters(sample);
        int han = letters.getOrDefault(UnicodeScript.HAN, 0);
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
        int hangul = letters.getOrDefault(UnicodeScript.HANGUL, 0);
        int words = words(sample);
        double asian = (han + kana) / HAN_PER_WORD;
        if (hangul > han + kana && hangul >= words) {
            return certain("ko", "Hang");
        }
        if (han + kana > 0 && asian >= words / 2.0) {
            return kana * 20 >= han + kana ? certain("ja", "Jpan") : certain("zh", chinese(sample));
        }
        var most = letters.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<UnicodeScript, Integer> e) -> e.getValue()));
        if (most.isEmpty()) {
            return new Guess("und", null, 0, List.of());
        }
        UnicodeScript script = most.get().getKey();
        if (latin > 0 && (script == UnicodeScript.LATIN || script == UnicodeScript.HAN)) {
            return statistical(sample, Profiles.LATIN, "Latn");
        }
        if (script == UnicodeScript.CYRILLIC) {
            return statistical(sample, Profiles.CYRILLIC, "Cyrl");
        }
        String sole = SOLE.get(script);
        return sole == null ? new Guess("und", null, 0, List.of()) : certain(sole, null);
    }

    private static Guess certain(String language, String script) {
        return new Guess(language, script, 0.99, List.of(new Candidate(language, 0.99)));
    }

    private static Guess statistical(String sample, Profiles profiles, String script) {
        List<Candidate> candidates = profiles.classify(sample);
        Candidate best = candidates.get(0);
        return new Guess(best.language(), script, best.confidence(), candidates);
    }

    private static Map<UnicodeScript, Integer> letters(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(c -> letters.merge(UnicodeScript.of(c), 1, Integer::sum));
        letters.remove(UnicodeScript.COMMON);
        letters.remove(UnicodeScript.INHERITED);
        return letters;
    }

    /** Words of scripts that put spaces between them. */
    private static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c < 0x2e80 && Character.isLetter(c);
            words += letter && !inside ? 1 : 0;
            inside = letter || inside && Character.isDigit(c);
        }
        return words;
    }

    /** Simplified or traditional, by the characters that only one of the two standard sets has. */
    private static String chinese(String text) {
        CharsetEncoder simplified = Charset.forName("GB2312").newEncoder();
        CharsetEncoder traditional = Charset.forName("Big5").newEncoder();
        int hans = 0;
        int hant = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x4e00 && c <= 0x9fff) {
                boolean inHans = simplified.canEncode(c);
                boolean inHant = traditional.canEncode(c);
                hans += inHans && !inHant ? 1 : 0;
                hant += inHant && !inHans ? 1 : 0;
            }
        }
        return hant > hans ? "Hant" : "Hans";
    }
}
