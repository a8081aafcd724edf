package org.aistack.rag.ingest.internal.text;

import java.util.List;

/**
 * A chunk: the UTF-16 positions {@code [start, end)} of the canonical text.
 *
 * @param page 1-based; 0 when there are none
 * @param locator range inside structured formats; null when there is none
 * @param context what is not part of the text but belongs to it: the header rows of its table; empty when nothing does
 */
public record Chunk(
        int start, int end, Shape shape, List<String> headingPath, int page, String locator, String context) {}
