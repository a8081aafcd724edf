package org.aistack.rag.search.internal.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.query.Filter;
import org.aistack.rag.search.internal.query.SearchRequest;

/**
 * A question; everything but the query may be left out.
 *
 * @param style {@code auto} (default) or {@code extractive}: both quote; {@code generated} needs a language model
 * @param mode {@code strict} (default) or {@code assisted}: the same while answers only quote
 * @param model not supported yet, null
 * @param context earlier turns; not supported yet, empty
 * @param asOf not supported yet, null
 * @param maxSentences 1 to 10; 3 by default
 * @param filters which documents, as in a search
 * @param stream not supported yet, false
 */
public record AnswerRequest(
        String query,
        List<String> collectionIds,
        String style,
        String mode,
        String model,
        List<Map<String, Object>> context,
        Instant asOf,
        Integer maxSentences,
        Filter filters,
        Boolean stream) {

    private static final int USUAL = 3;
    private static final int MOST = 10;

    public AnswerRequest {
        style = style == null ? "auto" : style;
        mode = mode == null ? "strict" : mode;
        maxSentences = maxSentences == null ? USUAL : maxSentences;
        var check = SearchRequest.query(Check.that(), query).range("/max_sentences", maxSentences, 1, MOST);
        check.items("/collection_ids", collectionIds, SearchRequest.MOST_COLLECTIONS);
        if (collectionIds != null && collectionIds.stream().anyMatch(Objects::isNull)) {
            check.fail("/collection_ids", KernelError.REQUIRED);
        }
        if (!Set.of("auto", "extractive", "generated").contains(style)) {
            check.fail("/style", SearchError.UNKNOWN_CHOICE, "auto, extractive");
        }
        if (!Set.of("strict", "assisted").contains(mode)) {
            check.fail("/mode", SearchError.UNKNOWN_CHOICE, "assisted, strict");
        }
        unsupported(check, "/style", style.equals("generated"));
        unsupported(check, "/model", model != null);
        unsupported(check, "/context", context != null && !context.isEmpty());
        unsupported(check, "/as_of", asOf != null);
        unsupported(check, "/stream", Boolean.TRUE.equals(stream));
        check.done();
    }

    public static AnswerRequest of(String query, List<String> collectionIds) {
        return new AnswerRequest(query, collectionIds, null, null, null, null, null, null, null, null);
    }

    SearchRequest search(int most) {
        return new SearchRequest(
                query,
                collectionIds,
                null,
                most,
                "chunk",
                filters,
                null,
                null,
                null,
                null,
                true,
                null,
                false,
                null,
                null,
                null,
                null);
    }

    private static void unsupported(Check check, String pointer, boolean asked) {
        if (asked) {
            check.fail(pointer, SearchError.UNSUPPORTED);
        }
    }
}
