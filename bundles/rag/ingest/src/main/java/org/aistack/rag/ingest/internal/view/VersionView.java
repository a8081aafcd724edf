package org.aistack.rag.ingest.internal.view;

import java.time.Instant;

/** One content of a document. */
public record VersionView(
        int number,
        String sha256,
        String textSha256,
        long bytes,
        String fileName,
        String mediaType,
        String language,
        int chars,
        Instant validFrom,
        Instant validTo,
        Integer supersedes,
        boolean isCurrent,
        String createdBy,
        Instant createdAt) {}
