package org.aistack.rag.ingest.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A naive Bayes classifier over sequences of one to three letters, for languages that share a script. */
final class Profiles {

    static final Profiles LATIN = new Profiles(
            "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hr", "sl", "hu", "ro",
            "tr", "id", "vi", "ca", "et", "lv", "lt", "sq", "af", "ga", "eu", "tl", "sw");
    static final Profiles CYRILLIC = new Profiles("ru", "uk", "be", "bg", "mk", "sr");

    private static final int LONGEST = 3;
    private static final double UNSEEN = 5e-6;
    private static final double SHOWN = 0.005;
    /** Little words that are nearly a proof, also in short sentences full of names. */
    private static final Set<String> ENGLISH = Set.of(
            "the", "and", "of", "is", "was", "are", "were", "with", "this", "that", "which", "from", "by", "have",
            "has", "been", "would", "should", "what", "when", "where", "who", "how", "they", "their", "there", "its",
            "it", "for", "an", "to", "not", "be", "will", "can", "his", "her", "she", "he", "you", "your", "we", "our",
            "on", "at", "as", "or", "if", "does", "did", "had", "about", "into", "than", "then", "these", "those");

    private static final double PRIOR = 1.5;
    private static final double SHORT_PRIOR = 3;
    private static final double SHORT = 60;
    private static final double ENGLISH_WORD = 2.0;

    private final List<String> languages;
    private final Map<String, float[]> logs = new HashMap<>();

    private Profiles(String... languages) {
        this.languages = List.of(languages);
        var json = new ObjectMapper();
        for (int i = 0; i < languages.length; i++) {
            try (InputStream in = Profiles.class.getResourceAsStream("/languages/" + languages[i])) {
                add(i, json.readTree(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void add(int language, JsonNode profile) {
        double[] totals = new double[LONGEST];
        for (int n = 0; n < LONGEST; n++) {
            totals[n] = profile.path("n_words").get(n).asDouble();
        }
        Map<String, Double> counts = new HashMap<>();
        profile.path("freq")
                .properties()
                .forEach(e -> counts.merge(
                        e.getKey().toLowerCase(Locale.ROOT), e.getValue().asDouble(), Double::sum));
        // lower case of a dotted capital I is two characters
        counts.keySet().removeIf(gram -> gram.length() > LONGEST);
        counts.forEach((gram, count) -> {
            float[] values = logs.computeIfAbsent(gram, g -> unseen());
            values[language] = (float) Math.log(count / totals[gram.length() - 1] + UNSEEN);
        });
    }

    private float[] unseen() {
        float[] values = new float[languages.size()];
        java.util.Arrays.fill(values, (float) Math.log(UNSEEN));
        return values;
    }

    /** All plausible languages, most likely first; never empty. */
    List<Languages.Candidate> classify(String text) {
        double[] scores = new double[languages.size()];
        // the first language of a script is the likeliest when a text says too little
        long letters = text.codePoints().filter(Character::isLetter).count();
        scores[0] = PRIOR + SHORT_PRIOR * Math.max(0, 1 - letters / SHORT);
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}']+")) {
            score(word, scores);
        }
        double best = java.util.Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - best);
            sum += scores[i];
        }
        List<Languages.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            double share = scores[i] / sum;
            if (share >= SHOWN) {
                candidates.add(new Languages.Candidate(languages.get(i), Math.round(share * 1000) / 1000.0));
            }
        }
        candidates.sort(Comparator.comparingDouble(Languages.Candidate::confidence)
                .reversed()
                .thenComparing(Languages.Candidate::language));
        return candidates;
    }

    private void score(String word, double[] scores) {
        if (word.isEmpty()) {
            return;
        }
        String padded = " " + word + " ";
        for (int n = 1; n <= LONGEST; n++) {
            for (int i = n == 1 ? 1 : 0; i + n <= padded.length() - (n == 1 ? 1 : 0); i++) {
                float[] values = logs.get(padded.substring(i, i + n));
                if (values != null) {
                    for (int k = 0; k < scores.length; k++) {
                        scores[k] += values[k] / LONGEST;
                    }
                }
            }
        }
        int english = languages.indexOf("en");
        if (english >= 0 && ENGLISH.contains(word)) {
            scores[english] += ENGLISH_WORD;
        }
    }
}
