package org.aistack.rag.ingest.internal.shelf;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.aistack.kernel.rest.Match;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.store.CollectionRow;
import org.aistack.rag.ingest.internal.store.Grants;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.view.Acl;
import org.aistack.rag.ingest.internal.view.CollectionContent;
import org.aistack.rag.ingest.internal.view.CollectionView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The collections. */
@Component(service = CollectionShelf.class)
public final class CollectionShelf {

    public static final ListSpec SPEC = new ListSpec(
            "ingest.collections",
            Set.of("q", "owner_id"),
            List.of(SortKey.text("name", "r.name"), SortKey.moment("created_at", "r.createdAt")),
            "name");

    private final Store<EntityManager> store;
    private final Access access;
    private final DocumentShelf documents;
    private final Cursors cursors;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public CollectionShelf(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Access access,
            @Reference DocumentShelf documents,
            @Reference Cursors cursors,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.documents = documents;
        this.cursors = cursors;
        this.ids = ids;
        this.clock = clock;
    }

    public CollectionView create(CollectionContent content) {
        return store.write(work -> {
            var row = new CollectionRow(ids.next(), access.me(), Moments.now(clock));
            fill(work.session(), row, content);
            work.session().persist(row);
            work.session().flush();
            return view(work.session(), row);
        });
    }

    public Listing<CollectionView> list(ListRequest request) {
        return store.read(em -> {
            var query = access.readableCollections();
            request.filter("q").ifPresent(q -> query.and("lower(r.name) like :q escape '\\'", "q", Like.contains(q)));
            request.filter("owner_id").ifPresent(o -> query.and("r.ownerId = :owner", "owner", o));
            Long total = request.count() ? (Long) query.number(em, "count(r)") : null;
            var keyset = request.keyset(cursors, access.me());
            List<CollectionRow> rows =
                    query.and(keyset.condition(), keyset.parameters()).rows(em, request.orderBy(), request.limit() + 1);
            Map<Long, Acl> lists =
                    Grants.of(em, rows.stream().map(CollectionRow::id).toList());
            Map<Long, Long> counts = counts(em);
            return request.page(
                    rows,
                    row -> List.of(
                            request.order().get(0).key().field().equals("name") ? row.name() : row.createdAt(),
                            row.id()),
                    row -> view(row, lists.get(row.id()), counts.getOrDefault(row.id(), 0L)),
                    cursors,
                    access.me(),
                    total);
        });
    }

    public CollectionView get(String id) {
        return store.read(em -> view(em, access.collection(em, id)));
    }

    public CollectionView change(String id, long revision, UnaryOperator<CollectionContent> edit) {
        return store.write(work -> {
            EntityManager em = work.session();
            CollectionRow row = owned(em, id);
            Match.check(revision, row.version());
            fill(em, row, edit.apply(view(em, row).content()));
            return view(em, row);
        });
    }

    /**
     * Deletes a collection.
     *
     * @param cascade whether its documents go with it
     */
    public void delete(String id, boolean cascade) {
        long number = store.read(em -> owned(em, id).id());
        if (number == Access.DEFAULT_COLLECTION) {
            throw Problem.of(IngestError.DEFAULT_COLLECTION);
        }
        for (List<Long> some = members(number); !some.isEmpty(); some = members(number)) {
            if (!cascade) {
                throw Problem.of(IngestError.COLLECTION_NOT_EMPTY);
            }
            some.forEach(documents::remove);
        }
        store.write(work -> {
            EntityManager em = work.session();
            CollectionRow row = owned(em, id);
            if (!members(number).isEmpty()) {
                throw Problem.of(IngestError.COLLECTION_NOT_EMPTY);
            }
            Grants.remove(em, number);
            em.remove(row);
            return null;
        });
    }

    private List<Long> members(long collection) {
        return store.read(
                em -> em.createQuery("select r.id from DocumentRow r where r.collectionId = :collection", Long.class)
                        .setParameter("collection", collection)
                        .setMaxResults(100)
                        .getResultList());
    }

    private CollectionRow owned(EntityManager em, String id) {
        CollectionRow row = access.collection(em, id);
        if (!access.everything() && !row.ownerId().equals(access.me())) {
            throw Problem.of(KernelError.DENIED);
        }
        return row;
    }

    private void fill(EntityManager em, CollectionRow row, CollectionContent content) {
        row.name(content.name());
        row.description(content.description());
        row.defaultLanguage(content.defaultLanguage());
        row.settings(Json.write(content.settings()));
        row.updatedAt(Moments.now(clock));
        Grants.replace(em, ids, row.id(), content.acl());
        em.flush();
    }

    private CollectionView view(EntityManager em, CollectionRow row) {
        Acl acl = Grants.of(em, List.of(row.id())).get(row.id());
        long count = access.listedDocuments()
                .and("r.collectionId = :c", "c", row.id())
                .number(em, "count(r)");
        return view(row, acl, count);
    }

    /** Documents of every collection that the caller may read. */
    private Map<Long, Long> counts(EntityManager em) {
        Map<Long, Long> counts = new HashMap<>();
        access.listedDocuments()
                .groups(em, "r.collectionId")
                .forEach(g -> counts.put((Long) g[0], ((Number) g[1]).longValue()));
        return counts;
    }

    private static CollectionView view(CollectionRow row, Acl acl, long documents) {
        return new CollectionView(
                Id.text(row.id()),
                row.name(),
                row.description(),
                row.ownerId(),
                row.defaultLanguage(),
                acl,
                Json.settings(row.settings()),
                documents,
                Moments.instant(row.createdAt()),
                Moments.instant(row.updatedAt()),
                row.version());
    }
}
