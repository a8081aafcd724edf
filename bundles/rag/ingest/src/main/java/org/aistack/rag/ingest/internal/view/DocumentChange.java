package org.aistack.rag.ingest.internal.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;

/** What may be changed of a document that is there. */
public record DocumentChange(
        String title,
        List<String> tags,
        String category,
        Map<String, Object> metadata,
        Acl acl,
        Instant validFrom,
        Instant validTo) {

    public DocumentChange {
        tags = tags == null ? List.of() : tags;
        metadata = metadata == null ? Map.of() : metadata;
        Check check = Check.that()
                .text("/title", title, 1, 500)
                .optional("/category", category, 200)
                .required("/valid_from", validFrom);
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            check.fail("/valid_to", KernelError.BAD_FORMAT);
        }
        Labels.check(check, tags, metadata).done();
    }
}
