package org.aistack.rag.search.internal.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.aistack.rag.search.internal.answer.Answer.Citation;
import org.aistack.rag.search.internal.index.Snapshot.Stored;
import org.aistack.rag.search.internal.run.Place;

/** A sentence and where it stands, in code points of its document's text. */
record Quote(Candidate candidate, String text, int start, int end, Integer page) {

    static Quote of(Candidate candidate) {
        Stored passage = candidate.hit().passage();
        String whole = passage.text();
        var span = candidate.span();
        int start = passage.start() + whole.codePointCount(0, span.start());
        int length = whole.codePointCount(span.start(), span.end());
        return new Quote(candidate, candidate.text(), start, start + length, passage.page());
    }

    /** The same on the page where it really begins; its passage may have begun on an earlier one. */
    Quote on(Integer where) {
        return new Quote(candidate, text, start, end, where);
    }

    String documentId() {
        return passage().documentId();
    }

    int version() {
        return passage().version();
    }

    String chunkId() {
        return passage().chunkId();
    }

    Citation citation(int id) {
        var card = candidate.hit().card();
        String url = "/ui/#/doc/" + card.id() + "?v=" + version() + "&s=" + start + "&e=" + end;
        return new Citation(
                id,
                card.id(),
                card.externalId(),
                card.title(),
                version(),
                card.version(),
                chunkId(),
                page,
                passage().locator(),
                passage().headingPath(),
                start,
                end,
                text,
                sha256(),
                url,
                null,
                version() == card.version() ? "ok" : "outdated");
    }

    Place place(int id, double score) {
        return new Place(
                documentId(), version(), chunkId(), page, passage().locator(), start, end, score, id, sha256());
    }

    private Stored passage() {
        return candidate.hit().passage();
    }

    private String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
