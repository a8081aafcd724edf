package org.aistack.rag.ingest.internal.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.persistence.EntityManager;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.StageFailure;
import org.aistack.rag.ingest.internal.parse.ParsedFile;
import org.aistack.rag.ingest.internal.parse.Parsers;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.aistack.rag.ingest.internal.text.CodePoints;
import org.aistack.rag.ingest.internal.text.Prepared;
import org.aistack.rag.ingest.internal.text.Preparer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** From bytes to canonical text: the stages parsed and prepared. */
@Component(service = Reading.class)
public final class Reading {

    private static final String NEEDS_OCR = "needs_ocr";

    private final Store<EntityManager> store;
    private final Blobs blobs;
    private final Parsers parsers;
    private final IngestSettings settings;

    @Activate
    public Reading(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Blobs blobs,
            @Reference Parsers parsers,
            @Reference IngestSettings settings) {
        this.store = store;
        this.blobs = blobs;
        this.parsers = parsers;
        this.settings = settings;
    }

    private record Source(String form, String sha256, String fileName, String language) {
        boolean plain() {
            return form.equals("text") || form.equals("markdown");
        }
    }

    private Source source(Lease lease) {
        return store.read(em -> {
            if (em.find(DocumentRow.class, lease.document()) == null) {
                throw new Lease.Lost();
            }
            VersionRow v = TaskQueue.version(em, lease);
            return new Source(v.form(), v.sha256(), v.fileName(), v.wantedLanguage());
        });
    }

    /** Plain text needs no parser; everything else goes to the parser process. */
    TaskQueue.Outcome parse(Lease lease) {
        Source source = source(lease);
        if (source.plain()) {
            return (work, document, version) -> {};
        }
        Path file = blobs.checked(lease.document(), source.sha256());
        String name = source.form().equals("html") ? "document.html" : source.fileName();
        Path target = blobs.parsed(lease.document());
        Path fresh = target.resolveSibling("parsed-" + lease.task());
        try {
            String type = parsers.parse(file, name, fresh);
            Files.move(
                    fresh,
                    target,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return (work, document, version) -> {
                document.mediaType(type);
                version.mediaType(type);
            };
        } catch (IOException e) {
            throw new StageFailure(IngestError.INTERNAL, "the parser's words could not be kept", true);
        } finally {
            discard(fresh);
        }
    }

    /** Thrown when what an earlier stage left is not there any more: that stage is done again. */
    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    TaskQueue.Outcome prepare(Lease lease) {
        Source source = source(lease);
        ParsedFile parsed = parsed(lease, source);
        Prepared prepared = Preparer.prepare(parsed.pieces(), parsed.printed(), parsed.pages());
        String text = prepared.canonical().text();
        int chars = CodePoints.of(text).at(text.length());
        if (chars > settings.maxChars()) {
            throw new StageFailure(IngestError.LIMIT, "more than " + settings.maxChars() + " characters", false);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String sha256 = Blobs.sha256(bytes);
        blobs.put(lease.document(), sha256, bytes);
        if (text.isBlank() && !pictures(parsed)) {
            throw new StageFailure(IngestError.NO_TEXT, "no words in " + parsed.type(), false);
        }
        String language = source.language() == null ? prepared.language().language() : source.language();
        return (work, document, version) -> {
            version.textSha256(sha256);
            version.chars(chars);
            version.language(language);
            version.pages(Json.write(prepared.canonical().pages()));
            version.structure(Json.structure(prepared.canonical()));
            version.report(Json.write(prepared.report()));
            document.textSha256(sha256);
            document.language(language);
            document.script(prepared.language().script());
            document.chars(chars);
            document.pages(prepared.canonical().pages().size());
            document.tables((int) prepared.canonical().tables());
            document.quality(prepared.report().quality().score());
            document.grade(prepared.report().quality().grade());
            document.exactOf(original(work.session(), document));
            title(document, parsed.title());
            if (text.isBlank()) {
                document.state(NEEDS_OCR);
            }
            work.afterCommit(() -> discard(blobs.parsed(lease.document())));
        };
    }

    private static boolean pictures(ParsedFile parsed) {
        return parsed.type().startsWith("image/") || parsed.type().equals("application/pdf");
    }

    private ParsedFile parsed(Lease lease, Source source) {
        if (source.plain()) {
            boolean markdown = source.form().equals("markdown");
            String text = blobs.text(lease.document(), source.sha256());
            String type = markdown ? "text/markdown" : "text/plain";
            return new ParsedFile(type, "", 0, false, Preparer.read(text, markdown));
        }
        try {
            return ParsedFile.read(blobs.parsed(lease.document()));
        } catch (IOException e) {
            throw new Gone();
        }
    }

    /** A title nobody chose gives way to the one the document carries. */
    private static void title(DocumentRow document, String title) {
        boolean chosen = document.fileName() == null || !document.title().equals(stem(document.fileName()));
        if (!chosen && !title.isBlank() && !title.startsWith("Microsoft ") && title.length() <= 300) {
            document.title(title);
        }
    }

    /** A file name without its extension. */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The oldest other document of the collection with the same bytes or the same text. */
    private static Long original(EntityManager em, DocumentRow d) {
        Long bytes = oldest(em, d, "sha256", d.sha256());
        Long text = oldest(em, d, "textSha256", d.textSha256());
        return bytes == null || text != null && text < bytes ? text : bytes;
    }

    /** Two questions rather than one with "or": each has its index. */
    private static Long oldest(EntityManager em, DocumentRow d, String field, String hash) {
        return em.createQuery(
                        "select min(r.id) from DocumentRow r where r.collectionId = :c and r." + field
                                + " = :hash and r.id < :id",
                        Long.class)
                .setParameter("c", d.collectionId())
                .setParameter("hash", hash)
                .setParameter("id", d.id())
                .getSingleResult();
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // left for the deletion of the document
        }
    }
}
