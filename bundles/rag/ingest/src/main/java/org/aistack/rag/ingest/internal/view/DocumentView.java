package org.aistack.rag.ingest.internal.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.rest.Versioned;

/** A document as clients see it. */
public record DocumentView(
        String id,
        String collectionId,
        String externalId,
        String title,
        String fileName,
        String mediaType,
        long bytes,
        String sha256,
        String textSha256,
        String language,
        String script,
        Source source,
        List<String> tags,
        String category,
        Map<String, Object> metadata,
        Acl acl,
        Number version,
        String state,
        String stage,
        double progress,
        Failure failure,
        Run lastRun,
        Counts counts,
        Quality quality,
        Duplicates duplicates,
        String ownerId,
        Instant publishedAt,
        Instant createdAt,
        Instant updatedAt,
        long revision)
        implements Versioned {

    /** Where it comes from. */
    public record Source(String kind, String uri, NewDocument.Provenance provenance) {}

    /** Its last version. */
    public record Number(int number, Instant validFrom, Instant validTo, Integer supersedes, boolean isCurrent) {}

    /** Why it did not work. */
    public record Failure(String stage, String code, String detail, boolean retryable, int attempts) {}

    /** What the last processing did. */
    public record Run(int chunksTotal, int chunksEmbedded, int chunksReused, Instant startedAt, Instant endedAt) {}

    /** How much there is. */
    public record Counts(int chars, int pages, int chunks, int tables) {}

    /** @param score 0 to 100 */
    public record Quality(int score, String grade) {}

    /** @param exactOf an older document of the collection with the same content */
    public record Duplicates(String exactOf) {}

    /** Whether nothing more happens by itself. */
    public boolean settled() {
        return !state.equals("processing");
    }

    public DocumentChange changeable() {
        return new DocumentChange(title, tags, category, metadata, acl, version.validFrom(), version.validTo());
    }
}
