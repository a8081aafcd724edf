package org.aistack.rag.ingest.internal.shelf;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.aistack.kernel.Problem;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.view.Acl;
import org.aistack.rag.ingest.internal.view.NewDocument;
import org.aistack.rag.knowledge.Knowledge;

/**
 * A content that arrives.
 *
 * @param form file, text, markdown or html
 * @param file where the bytes lie; null when they are in {@code bytes}
 * @param fileName null for text
 * @param origin the capability whose text it is; null for what a client brings
 */
public record Incoming(
        String form,
        Path file,
        byte[] bytes,
        long size,
        String sha256,
        String fileName,
        String mediaType,
        NewDocument words,
        Origin origin) {

    /** Where a text of a capability is from, and whose it is. */
    record Origin(String source, String id, String ownerId) {}

    /** A file with what was said about it. */
    public static Incoming file(Path file, long size, String sha256, String name, String type, NewDocument words) {
        if (words.text() != null || words.html() != null || words.markdown() != null) {
            throw Problem.at("/metadata", IngestError.NO_CONTENT_HERE);
        }
        return new Incoming("file", file, null, size, sha256, FileNames.clean(name), type, words, null);
    }

    /** The text inside {@code words}. */
    public static Incoming text(NewDocument words) {
        int given =
                (words.text() == null ? 0 : 1) + (words.html() == null ? 0 : 1) + (words.markdown() == null ? 0 : 1);
        if (given != 1) {
            throw Problem.at("/text", IngestError.ONE_CONTENT);
        }
        String form = words.text() != null ? "text" : words.html() != null ? "html" : "markdown";
        String text = words.text() != null ? words.text() : words.html() != null ? words.html() : words.markdown();
        if (text.isBlank()) {
            throw Problem.at("/" + form, IngestError.EMPTY);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String type = form.equals("text") ? "text/plain" : "text/" + form;
        return new Incoming(form, null, bytes, bytes.length, Blobs.sha256(bytes), null, type, words, null);
    }

    /** The text of a capability, for everybody or for its owner alone. */
    static Incoming of(Knowledge.Entry entry) {
        var acl = new Acl(entry.everyone() ? List.of("everyone") : List.of(), List.of());
        byte[] bytes = entry.text().getBytes(StandardCharsets.UTF_8);
        String title = entry.title();
        var words = new NewDocument(
                entry.text(), null, null, title, null, null, null, null, null, null, acl, null, null, null, null);
        var origin = new Origin(entry.source(), entry.id(), entry.ownerId());
        String sha256 = Blobs.sha256(bytes);
        return new Incoming("text", null, bytes, bytes.length, sha256, null, "text/plain", words, origin);
    }

    static String identity(String source, String id) {
        return "s:" + source + ":" + id;
    }

    /** Whose document it becomes when {@code caller} brings it. */
    String owner(String caller) {
        return origin == null ? caller : origin.ownerId();
    }

    /** What makes another content with the same identity a new version; null when nothing does. */
    String identity() {
        if (origin != null) {
            return identity(origin.source(), origin.id());
        }
        if (words.externalId() != null) {
            return "e:" + words.externalId();
        }
        return fileName == null ? null : "f:" + fileName;
    }
}
