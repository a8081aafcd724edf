package org.aistack.rag.ingest.internal.text;

import java.util.List;

/**
 * The one text of a document version that all offsets point into.
 *
 * @param blocks in order, without overlap; between them is nothing but line ends
 * @param pages spans of pages or slides; empty when the format has none
 */
public record Canonical(String text, List<Block> blocks, List<Page> pages) {

    /** A page, in code points. */
    public record Page(int number, int start, int end) {}

    public long tables() {
        return blocks.stream()
                .filter(b -> b.table() > 0)
                .mapToInt(Block::table)
                .distinct()
                .count();
    }
}
