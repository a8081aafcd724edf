package org.aistack.rag.ingest.internal.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;

/** What a client says of a document that it brings: its text, or what goes with its file. Everything may be absent. */
public record NewDocument(
        String text,
        String html,
        String markdown,
        String title,
        String collectionId,
        String externalId,
        String language,
        List<String> tags,
        String category,
        Map<String, Object> metadata,
        Acl acl,
        Instant validFrom,
        Instant validTo,
        Instant publishedAt,
        Source source) {

    public static final NewDocument NOTHING =
            new NewDocument(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    public NewDocument {
        Check check = Check.that()
                .optional("/title", title, 500)
                .optional("/external_id", externalId, 200)
                .optional("/language", language, 16)
                .optional("/category", category, 200);
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            check.fail("/valid_to", KernelError.BAD_FORMAT);
        }
        Labels.check(check, tags, metadata).done();
    }

    /** A text document. */
    public static NewDocument text(String title, String text, String collectionId) {
        return new NewDocument(
                text, null, null, title, collectionId, null, null, null, null, null, null, null, null, null, null);
    }

    /** Where a document comes from. */
    public record Source(String kind, String uri, Provenance provenance) {

        private static final Set<String> KINDS =
                Set.of("upload", "text", "url", "chat", "erp", "agent", "market", "trends", "connector");

        public Source {
            Check check = Check.that().optional("/uri", uri, 2000);
            if (kind != null && !KINDS.contains(kind)) {
                check.fail("/kind", KernelError.BAD_FORMAT);
            }
            check.done();
        }
    }

    /** @param kind {@code real} or {@code simulated} */
    public record Provenance(String kind) {
        public Provenance {
            if (kind != null && !kind.equals("real") && !kind.equals("simulated")) {
                Check.that().fail("/kind", KernelError.BAD_FORMAT).done();
            }
        }
    }
}
