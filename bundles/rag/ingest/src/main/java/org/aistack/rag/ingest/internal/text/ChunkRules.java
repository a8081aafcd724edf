package org.aistack.rag.ingest.internal.text;

/**
 * How long chunks are, in characters.
 *
 * @param target where a chunk is closed when a good boundary comes
 * @param most never longer, except for a single table row
 * @param overlap how much of the chunk before is repeated, in whole sentences
 */
public record ChunkRules(int target, int most, int overlap) {

    /** Part of the identity of a chunk: rises when the same text would be cut differently. */
    public static final String VERSION = "1";

    public static final ChunkRules DEFAULT = new ChunkRules(600, 1200, 0);
}
