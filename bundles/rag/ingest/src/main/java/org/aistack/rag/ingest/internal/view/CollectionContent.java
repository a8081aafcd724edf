package org.aistack.rag.ingest.internal.view;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.Check;
import org.aistack.rag.ingest.internal.text.ChunkRules;

/** What a client may say of a collection. */
public record CollectionContent(String name, String description, String defaultLanguage, Acl acl, Settings settings) {

    public CollectionContent {
        Check.that()
                .text("/name", name, 1, 200)
                .optional("/description", description, 2000)
                .optional("/default_language", defaultLanguage, 16)
                .done();
        description = description == null ? "" : description;
        acl = acl == null ? new Acl(null, null) : acl;
        settings = settings == null ? Settings.NONE : settings;
    }

    /** Settings of a collection; what is null follows the server's. */
    public record Settings(
            String answerMode,
            Chunks chunk,
            Map<String, Object> verification,
            String nearDuplicates,
            List<String> redact,
            Map<String, Double> legs,
            String ocr) {

        public static final Settings NONE = new Settings(null, null, null, null, null, null, null);

        /** The rules for chunks, with {@code server} for what this collection does not say. */
        public ChunkRules rules(ChunkRules server) {
            return chunk == null ? server : chunk.rules(server);
        }
    }

    /** Lengths in characters. */
    public record Chunks(Integer targetChars, Integer maxChars, Integer overlapChars) {

        public Chunks {
            Check check = Check.that();
            if (targetChars != null) {
                check.range("/target_chars", targetChars, 50, 10_000);
            }
            if (maxChars != null) {
                check.range("/max_chars", maxChars, 50, 20_000);
            }
            if (overlapChars != null) {
                check.range("/overlap_chars", overlapChars, 0, 1000);
            }
            check.done();
        }

        public ChunkRules rules(ChunkRules server) {
            int target = targetChars == null ? server.target() : targetChars;
            int most = maxChars == null ? Math.max(target, server.most()) : maxChars;
            return new ChunkRules(Math.min(target, most), most, overlapChars == null ? 0 : overlapChars);
        }
    }
}
