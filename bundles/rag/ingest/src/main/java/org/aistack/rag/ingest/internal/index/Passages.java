package org.aistack.rag.ingest.internal.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.ChunkRow;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Grants;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.store.Vectors;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.aistack.rag.ingest.internal.text.CodePoints;
import org.aistack.rag.ingest.internal.view.Acl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Documents as the index takes them. */
@Component(service = Passages.class)
public final class Passages {

    private final Store<EntityManager> store;
    private final Blobs blobs;

    /** A document with its passages. */
    public record Entry(DocumentCard card, List<Passage> passages) {}

    @Activate
    public Passages(@Reference(target = "(unit=ingest)") Store<EntityManager> store, @Reference Blobs blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /** What the index should have of the document; empty when it should have nothing. */
    public Optional<Entry> entry(long id) {
        return store.read(em -> {
            DocumentRow row = em.find(DocumentRow.class, id);
            if (row == null || row.chunkNumber() == 0) {
                return Optional.empty();
            }
            VersionRow version = em.createQuery(
                            "select v from VersionRow v where v.documentId = :id and v.number = :number",
                            VersionRow.class)
                    .setParameter("id", id)
                    .setParameter("number", row.chunkNumber())
                    .getSingleResult();
            var points = CodePoints.of(blobs.text(id, version.textSha256()));
            List<Passage> passages = new ArrayList<>();
            for (ChunkRow chunk : chunks(em, id)) {
                passages.add(passage(chunk, points));
            }
            return Optional.of(new Entry(cards(em, List.of(row)).get(0), passages));
        });
    }

    /** The chunks of a document in order. */
    public static List<ChunkRow> chunks(EntityManager em, long document) {
        return em.createQuery("select c from ChunkRow c where c.documentId = :id order by c.place", ChunkRow.class)
                .setParameter("id", document)
                .getResultList();
    }

    private static Passage passage(ChunkRow c, CodePoints points) {
        return new Passage(
                Id.text(c.id()),
                c.place(),
                c.startAt(),
                c.endAt(),
                c.page(),
                c.locator(),
                Json.strings(c.headingPath()),
                c.shape(),
                c.language(),
                points.slice(c.startAt(), c.endAt()),
                c.context(),
                Vectors.vector(c.vector()),
                c.model());
    }

    /** Cards of the rows, in their order. */
    public static List<DocumentCard> cards(EntityManager em, Collection<DocumentRow> rows) {
        List<Long> own =
                rows.stream().filter(r -> r.ownList() == 1).map(DocumentRow::id).toList();
        Map<Long, Acl> lists = Grants.of(em, own);
        return rows.stream().map(r -> card(r, lists.get(r.id()))).toList();
    }

    private static DocumentCard card(DocumentRow r, Acl acl) {
        return new DocumentCard(
                Id.text(r.id()),
                Id.text(r.collectionId()),
                r.ownerId(),
                r.externalId(),
                r.title(),
                r.fileName(),
                r.mediaType(),
                r.sourceKind(),
                r.provenance(),
                r.language() == null ? "und" : r.language(),
                r.category(),
                Json.tagList(r.tags()),
                Json.map(r.metadata()),
                acl == null ? null : acl.read(),
                r.chunkNumber() > 0 ? r.chunkNumber() : r.number(),
                Moments.instant(r.createdAt()),
                Moments.instant(r.updatedAt()));
    }
}
