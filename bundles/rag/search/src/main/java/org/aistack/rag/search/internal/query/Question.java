package org.aistack.rag.search.internal.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aistack.rag.search.internal.text.Analysis;
import org.aistack.rag.search.internal.text.Codes;
import org.aistack.rag.search.internal.text.Fold;
import org.aistack.rag.search.internal.text.Script;

/**
 * What was asked, taken apart.
 *
 * @param text as it was asked
 * @param language of the question
 * @param terms for each field to search, its terms with how often they were asked for
 * @param codes order numbers and the like
 * @param onlyCodes whether nothing else was asked for
 */
public record Question(
        String text, String language, Map<String, Map<String, Integer>> terms, Set<String> codes, boolean onlyCodes) {

    /** Terms of one field; a longer question is cut. */
    private static final int MOST_TERMS = 1_000;

    static Question of(String text, String language, Analysis analysis) {
        String folded = Fold.fold(text);
        String spoken = language == null ? Script.language(folded) : language;
        // words of the other language are found through the field of plain words
        List<String> fields = Script.CHINESE.equals(spoken)
                ? List.of(Analysis.ZH_BIGRAM, Analysis.ZH_WORD, Analysis.STD, Analysis.MIXED)
                : List.of(Analysis.EN, Analysis.STD, Analysis.MIXED);
        Map<String, Map<String, Integer>> terms = new LinkedHashMap<>();
        for (String field : fields) {
            Map<String, Integer> counted = new LinkedHashMap<>();
            analysis.terms(field, text).stream()
                    .limit(MOST_TERMS)
                    .forEach(term -> counted.merge(term, 1, Integer::sum));
            if (!counted.isEmpty()) {
                terms.put(field, counted);
            }
        }
        Set<String> codes = Codes.of(folded);
        return new Question(text, spoken, terms, codes, Codes.only(folded, codes));
    }

    /** Whether there is anything to look for; not when it is all punctuation. */
    boolean empty() {
        return !terms.containsKey(Analysis.STD) && codes.isEmpty();
    }
}
