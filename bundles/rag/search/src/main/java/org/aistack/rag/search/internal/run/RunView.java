package org.aistack.rag.search.internal.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run as its owner sees it later, with the rights and documents of now. */
public record RunView(
        String runId,
        String kind,
        String query,
        String language,
        String mode,
        Instant createdAt,
        double answerability,
        List<String> degraded,
        List<Item> items,
        List<Map<String, Object>> trace) {

    /**
     * A place the run showed.
     *
     * @param status {@code ok}, {@code outdated} (there is a newer version), {@code source_deleted}, {@code forbidden};
     *     with the last two there is neither title nor quote
     * @param sentence which sentence of the answer quotes it, from 1; 0 when none does
     */
    public record Item(
            int rank,
            String status,
            String documentId,
            String externalId,
            String title,
            int version,
            Integer currentVersion,
            String chunkId,
            Integer page,
            String locator,
            int start,
            int end,
            double score,
            int sentence,
            String quote,
            String quoteSha256) {}
}
