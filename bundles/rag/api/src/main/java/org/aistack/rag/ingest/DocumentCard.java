package org.aistack.rag.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What others need to know of a document's current version.
 *
 * @param externalId the client's own id; null when it gave none
 * @param language {@code zh}, {@code en} or another ISO 639 code
 * @param provenance {@code real} or {@code simulated}
 * @param readers principals of the document's own access list; null when it inherits its collection's
 * @param version number of the current version, from 1
 */
public record DocumentCard(
        String id,
        String collectionId,
        String ownerId,
        String externalId,
        String title,
        String fileName,
        String mediaType,
        String sourceKind,
        String provenance,
        String language,
        String category,
        List<String> tags,
        Map<String, Object> metadata,
        List<String> readers,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
