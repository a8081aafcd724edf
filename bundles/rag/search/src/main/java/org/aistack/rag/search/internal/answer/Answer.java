package org.aistack.rag.search.internal.answer;

import java.util.List;
import java.util.Map;
import org.aistack.rag.search.internal.query.Answerability;

/** An answer that says nothing but what documents say, word for word. */
public record Answer(
        String runId,
        Said answer,
        List<Sentence> sentences,
        List<Citation> citations,
        List<Related> related,
        Answerability answerability,
        List<String> degraded,
        List<Map<String, Object>> trace) {

    /** The answer as a text; {@code kind} is {@code extractive} or {@code abstained}. */
    public record Said(String kind, String language, String text) {}

    /** A sentence and the numbers of the citations it is taken from. */
    public record Sentence(String text, List<Integer> citations, Support support) {}

    /** Whether the documents bear a sentence out, and how clearly the second search found its passage again. */
    public record Support(String status, double score) {}

    /**
     * Where a sentence stands: code points {@code [start, end)} of the text of a version of a document are the quote.
     *
     * @param credibility null while documents are not judged
     */
    public record Citation(
            int id,
            String documentId,
            String externalId,
            String title,
            int version,
            int currentVersion,
            String chunkId,
            Integer page,
            String locator,
            List<String> headingPath,
            int start,
            int end,
            String quote,
            String quoteSha256,
            String url,
            Double credibility,
            String status) {}

    /** Something near the question that does not answer it. */
    public record Related(
            String documentId,
            String externalId,
            String title,
            int version,
            String chunkId,
            Integer page,
            int start,
            int end,
            String text,
            boolean answer) {}
}
