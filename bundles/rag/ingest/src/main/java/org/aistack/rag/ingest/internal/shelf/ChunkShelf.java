package org.aistack.rag.ingest.internal.shelf;

import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.aistack.rag.ingest.internal.store.Blobs;
import org.aistack.rag.ingest.internal.store.ChunkRow;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.store.Query;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.aistack.rag.ingest.internal.text.CodePoints;
import org.aistack.rag.ingest.internal.view.ChunkView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The chunks of a document as clients see them. */
@Component(service = ChunkShelf.class)
public final class ChunkShelf {

    public static final ListSpec SPEC = new ListSpec(
            "ingest.chunks", Set.of(), List.of(new SortKey("index", "r.place", Integer::valueOf)), "index");

    private final Store<EntityManager> store;
    private final Access access;
    private final Blobs blobs;
    private final Cursors cursors;

    @Activate
    public ChunkShelf(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Access access,
            @Reference Blobs blobs,
            @Reference Cursors cursors) {
        this.store = store;
        this.access = access;
        this.blobs = blobs;
        this.cursors = cursors;
    }

    public Listing<ChunkView> list(String id, ListRequest request) {
        return store.read(em -> {
            DocumentRow document = access.document(em, id);
            // a cursor is good for the document and version that it was made for
            String scope = access.me() + "|" + id + "|" + document.chunkNumber();
            var query = new Query<>(ChunkRow.class).and("r.documentId = :document", "document", document.id());
            Long total = request.count() ? (Long) query.number(em, "count(r)") : null;
            var keyset = request.keyset(cursors, scope);
            List<ChunkRow> rows =
                    query.and(keyset.condition(), keyset.parameters()).rows(em, request.orderBy(), request.limit() + 1);
            CodePoints points = rows.isEmpty() ? null : points(em, document);
            return request.page(
                    rows, row -> List.of(row.place(), row.id()), row -> view(row, points), cursors, scope, total);
        });
    }

    private CodePoints points(EntityManager em, DocumentRow document) {
        VersionRow version = new Query<>(VersionRow.class)
                .and("r.documentId = :document", "document", document.id())
                .and("r.number = :number", "number", document.chunkNumber())
                .one(em);
        return CodePoints.of(blobs.text(document.id(), version.textSha256()));
    }

    private static ChunkView view(ChunkRow c, CodePoints points) {
        return new ChunkView(
                Id.text(c.id()),
                c.place(),
                c.startAt(),
                c.endAt(),
                points.slice(c.startAt(), c.endAt()),
                c.context(),
                Json.strings(c.headingPath()),
                c.shape(),
                c.page(),
                c.locator(),
                c.hash(),
                c.language(),
                c.tokens());
    }
}
