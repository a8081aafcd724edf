package org.aistack.rag.ingest.internal.shelf;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Match;
import org.aistack.rag.ingest.DocumentRemoved;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.index.Indexes;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Grants;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.store.TombstoneRow;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.aistack.rag.ingest.internal.text.Report;
import org.aistack.rag.ingest.internal.view.DocumentChange;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.aistack.rag.ingest.internal.view.TextView;
import org.aistack.rag.ingest.internal.view.VersionView;
import org.aistack.rag.ingest.internal.work.Progress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The documents that are there: list, read, change, delete. */
@Component(service = DocumentShelf.class)
public final class DocumentShelf {

    private final Store<EntityManager> store;
    private final Access access;
    private final Blobs blobs;
    private final Indexes indexes;
    private final Progress progress;
    private final Cursors cursors;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public DocumentShelf(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Access access,
            @Reference Blobs blobs,
            @Reference Indexes indexes,
            @Reference Progress progress,
            @Reference Cursors cursors,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.blobs = blobs;
        this.indexes = indexes;
        this.progress = progress;
        this.cursors = cursors;
        this.ids = ids;
        this.clock = clock;
    }

    public Listing<DocumentView> list(ListRequest request) {
        return store.read(em -> {
            var query = DocumentFilters.filter(access.listedDocuments(), request);
            Long total = request.count() ? (Long) query.number(em, "count(r)") : null;
            var keyset = request.keyset(cursors, access.me());
            List<DocumentRow> rows =
                    query.and(keyset.condition(), keyset.parameters()).rows(em, request.orderBy(), request.limit() + 1);
            List<DocumentView> views = Views.views(em, access, rows);
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                places.add(i);
            }
            return request.page(
                    places, i -> DocumentFilters.keys(request, rows.get(i)), views::get, cursors, access.me(), total);
        });
    }

    public DocumentView get(String id) {
        return store.read(em -> Views.view(em, access, access.document(em, id)));
    }

    public DocumentView change(String id, long revision, UnaryOperator<DocumentChange> edit) {
        DocumentView changed = store.write(work -> {
            EntityManager em = work.session();
            DocumentRow row = access.changeable(em, id);
            Match.check(revision, row.version());
            apply(em, row, edit.apply(Views.view(em, access, row).changeable()));
            em.flush();
            return Views.view(em, access, row);
        });
        // what the index knows of the document changed; its passages did not
        indexes.sync(Id.parse(id));
        return changed;
    }

    private void apply(EntityManager em, DocumentRow row, DocumentChange change) {
        row.title(change.title());
        row.tags(Json.tags(change.tags()));
        row.category(change.category());
        row.metadata(Json.write(change.metadata()));
        row.ownList(change.acl() == null ? 0 : 1);
        row.validFrom(Moments.column(change.validFrom()));
        row.validTo(Moments.column(change.validTo()));
        row.updatedAt(Moments.now(clock));
        Grants.replace(em, ids, row.id(), change.acl());
        VersionRow version = version(em, row.id(), row.number());
        version.validFrom(row.validFrom());
        version.validTo(row.validTo());
    }

    /**
     * Deletes a document. When it returns, no way leads to it any more.
     *
     * @param revision the revision it is meant for; empty for any
     */
    public void delete(String id, Optional<Long> revision) {
        store.write(work -> {
            DocumentRow row = access.changeable(work.session(), id);
            revision.ifPresent(r -> Match.check(r, row.version()));
            remove(work, row);
            return null;
        });
    }

    /** Deletes a document for the system; one that is not there is no matter. */
    void remove(long id) {
        store.write(work -> {
            DocumentRow row = work.session().find(DocumentRow.class, id);
            if (row != null) {
                remove(work, row);
            }
            return null;
        });
    }

    private void remove(Work<EntityManager> work, DocumentRow row) {
        EntityManager em = work.session();
        long id = row.id();
        for (String table : List.of("ChunkRow", "VersionRow", "TaskRow")) {
            em.createQuery("delete from " + table + " x where x.documentId = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        }
        Grants.remove(em, id);
        em.createQuery("update DocumentRow d set d.exactOf = null where d.exactOf = :id")
                .setParameter("id", id)
                .executeUpdate();
        if (row.source() == null) {
            em.persist(new TombstoneRow(
                    ids.next(), row.collectionId(), row.externalId(), row.sha256(), Moments.now(clock)));
        }
        work.publish(new DocumentRemoved(Id.text(id), Id.text(row.collectionId())));
        em.remove(row);
        work.afterCommit(() -> {
            indexes.remove(id);
            blobs.delete(id);
            progress.gone(id);
        });
    }

    public TextView text(String id, Integer number) {
        return store.read(em -> {
            VersionRow version = readable(em, id, number);
            if (version.textSha256() == null) {
                throw Problem.of(IngestError.NOT_FOUND);
            }
            String text = blobs.text(version.documentId(), version.textSha256());
            return TextView.of(id, version.number(), text, Json.pages(version.pages()));
        });
    }

    /** The original bytes. */
    public record Content(Path file, String name, String mediaType, String sha256, long bytes) {}

    public Content content(String id) {
        return store.read(em -> {
            VersionRow version = readable(em, id, null);
            Path file = blobs.checked(version.documentId(), version.sha256());
            String name = version.fileName() == null ? "document." + suffix(version.form()) : version.fileName();
            return new Content(file, name, version.mediaType(), version.sha256(), version.bytes());
        });
    }

    private static String suffix(String form) {
        return switch (form) {
            case "html" -> "html";
            case "markdown" -> "md";
            default -> "txt";
        };
    }

    public Report report(String id) {
        return store.read(em -> {
            VersionRow version = readable(em, id, null);
            if (version.report() == null) {
                throw Problem.of(IngestError.NOT_FOUND);
            }
            return Json.report(version.report());
        });
    }

    /** Newest first. */
    public List<VersionView> versions(String id) {
        return store.read(em -> {
            DocumentRow row = access.document(em, id);
            return em
                    .createQuery(
                            "select v from VersionRow v where v.documentId = :id order by v.number desc",
                            VersionRow.class)
                    .setParameter("id", row.id())
                    .getResultList()
                    .stream()
                    .map(v -> view(v, row))
                    .toList();
        });
    }

    private static VersionView view(VersionRow v, DocumentRow row) {
        return new VersionView(
                v.number(),
                v.sha256(),
                v.textSha256(),
                v.bytes(),
                v.fileName(),
                v.mediaType(),
                v.language(),
                v.chars(),
                Moments.instant(v.validFrom()),
                Moments.instant(v.validTo()),
                v.number() > 1 ? v.number() - 1 : null,
                v.number() == row.number(),
                v.createdBy(),
                Moments.instant(v.createdAt()));
    }

    private VersionRow readable(EntityManager em, String id, Integer number) {
        DocumentRow row = access.document(em, id);
        return version(em, row.id(), number == null ? row.number() : number);
    }

    private static VersionRow version(EntityManager em, long document, int number) {
        return em
                .createQuery(
                        "select v from VersionRow v where v.documentId = :id and v.number = :number", VersionRow.class)
                .setParameter("id", document)
                .setParameter("number", number)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(IngestError.NOT_FOUND));
    }
}
