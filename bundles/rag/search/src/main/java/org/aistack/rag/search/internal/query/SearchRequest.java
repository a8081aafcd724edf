package org.aistack.rag.search.internal.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.rag.search.internal.SearchError;

/**
 * What to search and how; everything but the query may be left out.
 *
 * @param collectionIds where; null for everywhere the caller may read
 * @param mode {@code hybrid} (default), {@code lexical}, {@code vector}, {@code exact}
 * @param topK how many, 1 to 200; 10 by default
 * @param groupBy {@code document} (default): the best passage of each document; {@code chunk}: passages
 * @param asOf not supported yet, null
 * @param language of the query, {@code zh} or {@code en}; null leaves it to the script
 * @param rerank asked for, it is answered with {@code degraded: ["rerank"]}: there is no reranker yet
 * @param mmrLambda 1 for the best only, less for variety among them; null for none
 * @param collapseDuplicates whether passages of equal text are shown once; true by default
 * @param facets what to count: {@code tags, language, category, media_type, source_kind, collection_id}
 * @param highlight whether places of the words asked for are given; true by default
 * @param consistency {@code eventual} (default) or {@code strict}: what was put into the index before is found
 * @param explain whether it is said how the order came about
 * @param weights of the legs; null for those of the language
 * @param minScore what is below is left out
 */
public record SearchRequest(
        String query,
        List<String> collectionIds,
        String mode,
        Integer topK,
        String groupBy,
        Filter filters,
        Instant asOf,
        String language,
        Boolean rerank,
        Double mmrLambda,
        Boolean collapseDuplicates,
        List<String> facets,
        Boolean highlight,
        String consistency,
        Boolean explain,
        Weights weights,
        Double minScore) {

    public static final int LONGEST_QUERY = 4_000;
    public static final int MOST_COLLECTIONS = 200;
    private static final int MOST_HITS = 200;
    private static final int USUAL_HITS = 10;

    static final Set<String> FACETS =
            Set.of("tags", "language", "category", "media_type", "source_kind", "collection_id");

    /** How much each leg counts. */
    public record Weights(Double lexical, Double vector) {}

    public SearchRequest {
        mode = mode == null ? "hybrid" : mode;
        topK = topK == null ? USUAL_HITS : topK;
        groupBy = groupBy == null ? "document" : groupBy;
        rerank = Boolean.TRUE.equals(rerank);
        collapseDuplicates = !Boolean.FALSE.equals(collapseDuplicates);
        highlight = !Boolean.FALSE.equals(highlight);
        explain = Boolean.TRUE.equals(explain);
        facets = facets == null ? List.of() : facets;
        consistency = consistency == null ? "eventual" : consistency;
        var check = query(Check.that(), query).range("/top_k", topK, 1, MOST_HITS);
        check.items("/collection_ids", collectionIds, MOST_COLLECTIONS);
        if (collectionIds != null && collectionIds.stream().anyMatch(Objects::isNull)) {
            check.fail("/collection_ids", KernelError.REQUIRED);
        }
        choice(check, "/mode", mode, Set.of("hybrid", "lexical", "vector", "exact"));
        choice(check, "/group_by", groupBy, Set.of("document", "chunk"));
        choice(check, "/consistency", consistency, Set.of("eventual", "strict"));
        choice(check, "/language", language, Set.of("zh", "en"));
        for (int i = 0; i < facets.size(); i++) {
            choice(check, "/facets/" + i, facets.get(i), FACETS);
        }
        if (asOf != null) {
            check.fail("/as_of", SearchError.UNSUPPORTED);
        }
        unit(check, "/mmr_lambda", mmrLambda);
        unit(check, "/min_score", minScore);
        if (weights != null) {
            unit(check, "/weights/lexical", weights.lexical());
            unit(check, "/weights/vector", weights.vector());
        }
        check.done();
    }

    /** The usual search for {@code query} in {@code mode}. */
    public static SearchRequest of(String query, List<String> collectionIds, int topK, String groupBy) {
        return new SearchRequest(
                query,
                collectionIds,
                null,
                topK,
                groupBy,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Rules for everything that is asked: not blank, not too long. */
    public static Check query(Check check, String query) {
        return query == null || query.isBlank()
                ? check.fail("/query", SearchError.BLANK_QUERY)
                : check.text("/query", query, 1, LONGEST_QUERY);
    }

    boolean byDocument() {
        return "document".equals(groupBy);
    }

    private static void choice(Check check, String pointer, String value, Set<String> choices) {
        if (value != null && !choices.contains(value)) {
            check.fail(pointer, SearchError.UNKNOWN_CHOICE, String.join(", ", new TreeSet<>(choices)));
        }
    }

    private static void unit(Check check, String pointer, Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            check.fail(pointer, KernelError.OUT_OF_RANGE, 0, 1);
        }
    }
}
