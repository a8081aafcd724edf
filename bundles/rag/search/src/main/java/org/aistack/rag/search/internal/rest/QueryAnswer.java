package org.aistack.rag.search.internal.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.search.internal.Searches;
import org.aistack.rag.search.internal.query.Answerability;
import org.aistack.rag.search.internal.query.Hit;
import org.aistack.rag.search.internal.query.Retrieval;
import org.aistack.rag.search.internal.query.SearchRequest;
import org.aistack.rag.search.internal.text.Analysis;
import org.aistack.rag.search.internal.text.Highlighter;
import org.aistack.rag.search.internal.text.Highlighter.Place;

/** What a search answers. */
public record QueryAnswer(
        String runId,
        String query,
        String language,
        String mode,
        String crossLanguage,
        List<String> degraded,
        Answerability answerability,
        Total total,
        Map<String, List<Retrieval.FacetCount>> facets,
        List<Item> items,
        Map<String, Long> timingsMs,
        Explanation explain) {

    /** How many were found: {@code eq} that many, {@code gte} at least. */
    public record Total(int value, String relation) {}

    /** How the order came about. */
    public record Explanation(String formula, Map<String, Double> weights, Map<String, Double> terms) {}

    /** A document in short. */
    public record DocumentView(
            String id,
            String externalId,
            String title,
            int version,
            String collectionId,
            String fileName,
            String mediaType,
            Source source,
            Instant updatedAt) {

        static DocumentView of(DocumentCard card, int version) {
            return new DocumentView(
                    card.id(),
                    card.externalId(),
                    card.title(),
                    version,
                    card.collectionId(),
                    card.fileName(),
                    card.mediaType(),
                    new Source(card.sourceKind(), new Provenance(card.provenance())),
                    card.updatedAt());
        }
    }

    /** Where a document comes from. */
    public record Source(String kind, Provenance provenance) {}

    /** {@code real} or {@code simulated}. */
    public record Provenance(String kind) {}

    /** A passage that was found; {@code start}, {@code end} and highlights are code points of the document's text. */
    public record Item(
            int rank,
            double score,
            DocumentView document,
            String chunkId,
            String text,
            int start,
            int end,
            Integer page,
            String locator,
            List<String> headingPath,
            List<Place> highlights,
            List<String> duplicates,
            Double credibility,
            Map<String, Object> scores) {}

    /** As JSON shows it. */
    public static QueryAnswer of(Searches.Kept kept, Analysis analysis) {
        SearchRequest request = kept.request();
        Retrieval.Result result = kept.result();
        List<Item> items = new ArrayList<>();
        for (Hit hit : result.hits()) {
            items.add(item(items.size() + 1, hit, request, result, analysis));
        }
        Explanation explanation = request.explain()
                ? new Explanation("minmax-1", result.weights(), result.rarity().weights())
                : null;
        return new QueryAnswer(
                kept.runId(),
                request.query(),
                result.question().language(),
                request.mode(),
                null,
                result.degraded(),
                result.answerability(),
                new Total(result.total(), result.everyOne() ? "eq" : "gte"),
                result.facets(),
                items,
                result.millis(),
                explanation);
    }

    private static Item item(int rank, Hit hit, SearchRequest request, Retrieval.Result result, Analysis analysis) {
        var passage = hit.passage();
        List<Place> highlights = request.highlight()
                ? Highlighter.places(
                        analysis,
                        result.rarity().field(),
                        result.rarity().weights().keySet(),
                        passage.text(),
                        passage.start())
                : List.of();
        Map<String, Object> scores = new LinkedHashMap<>(hit.legs());
        scores.put("fused", hit.score());
        return new Item(
                rank,
                hit.score(),
                DocumentView.of(hit.card(), passage.version()),
                passage.chunkId(),
                passage.text(),
                passage.start(),
                passage.end(),
                passage.page(),
                passage.locator(),
                passage.headingPath(),
                highlights,
                hit.duplicates(),
                null,
                scores);
    }
}
