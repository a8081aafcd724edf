package org.aistack.rag.ingest.internal.view;

import java.util.List;

/** A chunk; {@code text} is the canonical text's code points {@code [start, end)}. */
public record ChunkView(
        String id,
        int index,
        int start,
        int end,
        String text,
        String context,
        List<String> headingPath,
        String kind,
        Integer page,
        String locator,
        String hash,
        String language,
        int tokenEstimate) {}
