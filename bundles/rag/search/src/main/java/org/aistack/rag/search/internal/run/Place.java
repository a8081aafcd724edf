package org.aistack.rag.search.internal.run;

/**
 * A place in a version of a document that a run showed; code points {@code [start, end)} of its text.
 *
 * @param sentence which sentence of an answer quotes it, from 1; 0 when none does
 */
public record Place(
        String documentId,
        int version,
        String chunkId,
        Integer page,
        String locator,
        int start,
        int end,
        double score,
        int sentence,
        String quoteSha256) {}
