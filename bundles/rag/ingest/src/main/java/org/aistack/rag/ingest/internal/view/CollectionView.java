package org.aistack.rag.ingest.internal.view;

import java.time.Instant;
import org.aistack.kernel.rest.Versioned;

/** A collection as clients see it. */
public record CollectionView(
        String id,
        String name,
        String description,
        String ownerId,
        String defaultLanguage,
        Acl acl,
        CollectionContent.Settings settings,
        long documentCount,
        Instant createdAt,
        Instant updatedAt,
        long revision)
        implements Versioned {

    public CollectionContent content() {
        return new CollectionContent(name, description, defaultLanguage, acl, settings);
    }
}
