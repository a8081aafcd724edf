package org.aistack.rag.search.internal.query;

import java.util.List;
import java.util.Map;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.search.internal.index.Snapshot.Stored;

/**
 * A passage that was found, of a document that its reader may read at this moment.
 *
 * @param score of the whole, 0 to 1
 * @param legs what each leg says
 * @param bm25 of the passage in the main field of the question's language; 0 when no word matched
 * @param cosine of the passage; 0 when the vectors did not find it
 * @param duplicates ids of other documents or passages with the same text, not shown themselves
 */
public record Hit(
        Stored passage,
        DocumentCard card,
        double score,
        Map<String, Say> legs,
        double bm25,
        double cosine,
        List<String> duplicates) {

    /** What a leg says: the score as it was, stretched to 0..1, and the place. */
    public record Say(double raw, double norm, int rank) {}
}
