package org.aistack.rag.search.internal.run;

import java.util.List;
import java.util.Map;

/**
 * What is kept of a run besides who asked what.
 *
 * @param mode of the search, or kind of the answer
 * @param answerability its score
 * @param places in the order they were shown
 * @param trace steps of an answer; empty for a search
 */
public record RunBody(
        String mode,
        double answerability,
        List<String> degraded,
        List<Place> places,
        List<Map<String, Object>> trace) {}
