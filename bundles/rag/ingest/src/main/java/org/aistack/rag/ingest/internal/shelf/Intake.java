package org.aistack.rag.ingest.internal.shelf;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Constraint;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.rag.ingest.DocumentStored;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Grants;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.view.NewDocument;
import org.aistack.rag.ingest.internal.work.Reading;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes contents in: the bytes first, then rows and task in one transaction. What was answered is there. */
@Component(service = Intake.class)
public final class Intake {

    private static final int TRIES = 3;
    private static final int LONGEST_TITLE = 500;

    private final Store<EntityManager> store;
    private final Access access;
    private final Blobs blobs;
    private final Runs runs;
    private final IngestSettings settings;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Intake(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Access access,
            @Reference Blobs blobs,
            @Reference Runs runs,
            @Reference IngestSettings settings,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.blobs = blobs;
        this.runs = runs;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param created whether the document is new; else it has a new version, or nothing changed */
    public record Accepted(DocumentView document, boolean created) {}

    /**
     * Takes a content in.
     *
     * @throws Problem when it is too large, or the collection is not for the caller
     */
    public Accepted accept(Incoming incoming) {
        check(incoming);
        for (int attempt = 1; ; attempt++) {
            try {
                return tryAccept(incoming);
            } catch (RuntimeException e) {
                // somebody else brought the same document at the same moment: now it is there
                if (attempt == TRIES || !Constraint.isDuplicate(e)) {
                    throw e;
                }
            }
        }
    }

    private void check(Incoming incoming) {
        if (incoming.size() > settings.maxFileBytes()) {
            throw Problem.of(IngestError.FILE_TOO_LARGE, settings.maxFileBytes());
        }
        if (incoming.bytes() != null && incoming.size() > settings.maxChars()) {
            String text = incoming.words().text();
            if (text == null || text.codePointCount(0, text.length()) > settings.maxChars()) {
                throw Problem.of(IngestError.TEXT_TOO_LONG, settings.maxChars());
            }
        }
    }

    private Accepted tryAccept(Incoming incoming) {
        long collection = store.read(em ->
                access.writableCollection(em, incoming.words().collectionId()).id());
        Long known = store.read(em -> existing(em, incoming, collection));
        long document = known == null ? ids.next() : known;
        if (incoming.file() == null) {
            blobs.put(document, incoming.sha256(), incoming.bytes());
        } else {
            blobs.put(document, incoming.sha256(), incoming.file());
        }
        try {
            return store.write(work -> write(work, incoming, collection, document, known == null));
        } catch (RuntimeException e) {
            if (known == null) {
                blobs.delete(document);
            }
            throw e;
        }
    }

    private Accepted write(Work<EntityManager> work, Incoming incoming, long collection, long id, boolean created) {
        EntityManager em = work.session();
        LocalDateTime now = Moments.now(clock);
        DocumentRow row = created
                ? fresh(incoming, collection, id, now)
                : em.find(DocumentRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw Problem.of(IngestError.NOT_FOUND);
        }
        boolean same = !created && row.sha256().equals(incoming.sha256());
        if (created || says(incoming.words())) {
            describe(row, incoming.words(), now);
        }
        if (!same) {
            version(work, row, incoming, created ? 1 : row.number() + 1, now);
        }
        if (created) {
            em.persist(row);
        }
        if (incoming.words().acl() != null) {
            row.ownList(1);
            Grants.replace(em, ids, id, incoming.words().acl());
        }
        em.flush();
        return new Accepted(Views.view(em, access, row), created);
    }

    /** The document that the content is a new version of: one's own first, then any the caller may write. */
    private Long existing(EntityManager em, Incoming incoming, long collection) {
        if (incoming.identity() == null) {
            return null;
        }
        List<DocumentRow> rows = access.readableDocuments()
                .and("r.collectionId = :collection", "collection", collection)
                .and("r.identity = :identity", "identity", incoming.identity())
                .rows(em, " order by r.id", 20);
        return rows.stream()
                .filter(r -> access.writable(em, r))
                .min((a, b) -> Boolean.compare(
                        !a.ownerId().equals(access.me()), !b.ownerId().equals(access.me())))
                .map(DocumentRow::id)
                .orElse(null);
    }

    private DocumentRow fresh(Incoming incoming, long collection, long id, LocalDateTime now) {
        NewDocument words = incoming.words();
        String identity = incoming.identity() == null ? "i:" + Id.text(id) : incoming.identity();
        var row = new DocumentRow(id, incoming.owner(access.me()), identity, words.externalId(), now);
        row.collectionId(collection);
        row.title(title(incoming));
        if (incoming.origin() == null) {
            row.sourceKind(incoming.form().equals("file") ? "upload" : "text");
        } else {
            row.source(incoming.origin().source());
            row.sourceKind(incoming.origin().source());
        }
        row.provenance("real");
        row.tags("");
        row.metadata("{}");
        row.ownList(0);
        row.grade(null);
        return row;
    }

    static String title(Incoming incoming) {
        String text = incoming.words().title();
        if (text == null && incoming.fileName() != null) {
            text = Reading.stem(incoming.fileName());
        }
        if (text == null || text.isBlank()) {
            text = new String(incoming.bytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip()
                    .lines()
                    .findFirst()
                    .orElse("");
            text = text.codePointCount(0, text.length()) > 80
                    ? text.substring(0, text.offsetByCodePoints(0, 80))
                    : text;
        }
        return text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) : text;
    }

    private static boolean says(NewDocument words) {
        return !words.equals(NewDocument.NOTHING);
    }

    /** Writes what the client says; what it does not say stays. */
    private static void describe(DocumentRow row, NewDocument words, LocalDateTime now) {
        if (words.title() != null && !words.title().isBlank()) {
            row.title(words.title());
        }
        if (words.tags() != null) {
            row.tags(Json.tags(words.tags()));
        }
        if (words.category() != null) {
            row.category(words.category());
        }
        if (words.metadata() != null) {
            row.metadata(Json.write(words.metadata()));
        }
        if (words.publishedAt() != null) {
            row.publishedAt(Moments.column(words.publishedAt()));
        }
        NewDocument.Source source = words.source();
        if (source != null) {
            row.sourceKind(source.kind() == null ? row.sourceKind() : source.kind());
            row.sourceUri(source.uri());
            boolean said = source.provenance() != null && source.provenance().kind() != null;
            row.provenance(said ? source.provenance().kind() : row.provenance());
        }
        row.updatedAt(now);
    }

    private void version(Work<EntityManager> work, DocumentRow row, Incoming incoming, int number, LocalDateTime now) {
        EntityManager em = work.session();
        NewDocument words = incoming.words();
        Instant said = words.validFrom();
        LocalDateTime from = said == null ? now : Moments.column(said);
        if (number > 1) {
            em.createQuery("update VersionRow v set v.validTo = :from where v.documentId = :id and v.number = :old")
                    .setParameter("from", from)
                    .setParameter("id", row.id())
                    .setParameter("old", number - 1)
                    .executeUpdate();
        }
        var version = new VersionRow(
                ids.next(),
                row.id(),
                number,
                incoming.form(),
                incoming.sha256(),
                incoming.size(),
                incoming.fileName(),
                language(words),
                incoming.owner(access.me()),
                now);
        version.mediaType(incoming.mediaType());
        version.validFrom(from);
        version.validTo(Moments.column(words.validTo()));
        em.persist(version);
        row.number(number);
        row.bytes(incoming.size());
        row.sha256(incoming.sha256());
        row.fileName(incoming.fileName());
        row.mediaType(incoming.mediaType());
        row.validFrom(from);
        row.validTo(version.validTo());
        row.updatedAt(now);
        runs.begin(work, row, now);
        work.publish(new DocumentStored(Id.text(row.id()), Id.text(row.collectionId()), number));
    }

    /** The language the client insists on; null when the text itself is to say. */
    private static String language(NewDocument words) {
        return words.language() == null || words.language().equals("auto") ? null : words.language();
    }
}
