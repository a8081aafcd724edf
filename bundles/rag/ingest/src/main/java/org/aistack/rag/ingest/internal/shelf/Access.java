package org.aistack.rag.ingest.internal.shelf;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.AccessDecision;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.store.CollectionRow;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one decision, as conditions of queries: what is not for the caller is not even found. */
@Component(service = {AccessDecision.class, Access.class})
public final class Access implements AccessDecision {

    /** The collection everything goes to that names none. */
    public static final long DEFAULT_COLLECTION = 1;

    private static final String GRANTED =
            "exists (select g from GrantRow g where g.verb = '%s'" + " and g.principal in :who and g.targetId = %s)";
    private static final String COLLECTION = "(r.ownerId = :me or " + GRANTED.formatted("%1$s", "r.id") + ")";
    private static final String DOCUMENT = "(r.ownerId = :me"
            + " or (r.ownList = 1 and " + GRANTED.formatted("%1$s", "r.id") + ")"
            + " or (r.ownList = 0 and (" + GRANTED.formatted("%1$s", "r.collectionId")
            + " or r.collectionId in (select c.id from CollectionRow c where c.ownerId = :me))))";

    private static final String OF_SOURCE = "(r.source is null or (r.source in :sources and (r.ownerId = :me or "
            + GRANTED.formatted("read", "r.id") + ")))";

    private final Store<EntityManager> store;
    private final Guard guard;
    private final Sources sources;

    @Activate
    public Access(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Guard guard,
            @Reference Sources sources) {
        this.store = store;
        this.guard = guard;
        this.sources = sources;
    }

    @Override
    public Scope scope() {
        Caller caller = guard.caller();
        if (everything()) {
            return new Scope(true, caller.id(), Set.of(), Set.of());
        }
        Set<String> collections = new HashSet<>();
        store.read(em -> readableCollections().rows(em, "", Integer.MAX_VALUE))
                .forEach(row -> collections.add(Id.text(row.id())));
        return new Scope(false, caller.id(), Set.copyOf(caller.principals()), collections);
    }

    @Override
    public void requireReadable(Collection<String> collectionIds) {
        store.read(em -> {
            for (String id : collectionIds) {
                collection(em, id);
            }
            return null;
        });
    }

    boolean everything() {
        Caller caller = guard.caller();
        return caller.kind() == Caller.Kind.SYSTEM || guard.permits(caller, Ingest.ADMIN);
    }

    /** Id of the caller as an owner. */
    String me() {
        return guard.caller().id();
    }

    Query<CollectionRow> readableCollections() {
        return limited(new Query<>(CollectionRow.class), COLLECTION, "read");
    }

    Query<DocumentRow> readableDocuments() {
        return ofSources(limited(new Query<>(DocumentRow.class), DOCUMENT, "read"));
    }

    /** Those that clients brought: the documents of other capabilities are listed by these. */
    Query<DocumentRow> listedDocuments() {
        return readableDocuments().and("r.source is null");
    }

    /**
     * Texts of capabilities are there only with their capability, and only for whom it lets read: who manages all documents
     * does not manage those.
     */
    private Query<DocumentRow> ofSources(Query<DocumentRow> query) {
        Caller caller = guard.caller();
        if (caller.kind() == Caller.Kind.SYSTEM) {
            return query;
        }
        List<String> open = sources.open(permission -> guard.permits(caller, permission));
        if (open.isEmpty()) {
            return query.and("r.source is null");
        }
        return query.and(OF_SOURCE, "sources", open)
                .and("1 = 1", "me", owner(caller))
                .and("1 = 1", "who", List.copyOf(caller.principals()));
    }

    /** Nobody in particular owns nothing; the default collection has the empty owner. */
    private static String owner(Caller caller) {
        return caller.id().isEmpty() ? "-" : caller.id();
    }

    private Query<DocumentRow> writableDocuments() {
        return limited(new Query<>(DocumentRow.class), DOCUMENT, "write");
    }

    private <R> Query<R> limited(Query<R> query, String condition, String verb) {
        if (everything()) {
            return query;
        }
        Caller caller = guard.caller();
        return query.and(condition.formatted(verb), "me", owner(caller))
                .and("1 = 1", "who", List.copyOf(caller.principals()));
    }

    /** The collection for reading; {@code null} and {@code default} mean the default one. */
    CollectionRow collection(EntityManager em, String id) {
        CollectionRow row =
                readableCollections().and("r.id = :id", "id", collectionId(id)).one(em);
        if (row == null) {
            throw Problem.of(IngestError.NOT_FOUND);
        }
        return row;
    }

    /** The collection for putting documents in. */
    CollectionRow writableCollection(EntityManager em, String id) {
        CollectionRow row = collection(em, id);
        CollectionRow writable = limited(new Query<>(CollectionRow.class), COLLECTION, "write")
                .and("r.id = :id", "id", row.id())
                .one(em);
        if (writable == null) {
            throw Problem.of(KernelError.DENIED);
        }
        return row;
    }

    static long collectionId(String id) {
        return id == null || id.equals("default") ? DEFAULT_COLLECTION : Id.parse(id);
    }

    /** The document for reading. */
    DocumentRow document(EntityManager em, String id) {
        DocumentRow row =
                readableDocuments().and("r.id = :id", "id", Id.parse(id)).one(em);
        if (row == null) {
            throw Problem.of(IngestError.NOT_FOUND);
        }
        return row;
    }

    /** The document locked for changing. Whoever may read it but not change it is told so. */
    DocumentRow changeable(EntityManager em, String id) {
        DocumentRow row =
                readableDocuments().and("r.id = :id", "id", Id.parse(id)).locked(em);
        if (row == null) {
            throw Problem.of(IngestError.NOT_FOUND);
        }
        if (row.source() != null) {
            throw Problem.of(IngestError.BELONGS_TO_SOURCE, row.source());
        }
        if (!writable(em, row)) {
            throw Problem.of(KernelError.DENIED);
        }
        return row;
    }

    boolean writable(EntityManager em, DocumentRow row) {
        return writableDocuments().and("r.id = :id", "id", row.id()).number(em, "count(r)") > 0;
    }
}
