package org.aistack.rag.ingest.internal.shelf;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.persistence.EntityManager;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Grants;
import org.aistack.rag.ingest.internal.store.Query;
import org.aistack.rag.ingest.internal.view.Acl;
import org.aistack.rag.knowledge.Knowledge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Texts of other capabilities as documents, kept by those capabilities alone. */
@Component
public final class SourceShelf implements Knowledge {

    private final Store<EntityManager> store;
    private final Guard guard;
    private final Intake intake;
    private final DocumentShelf documents;

    @Activate
    public SourceShelf(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Guard guard,
            @Reference Intake intake,
            @Reference DocumentShelf documents) {
        this.store = store;
        this.guard = guard;
        this.intake = intake;
        this.documents = documents;
    }

    /** What a document has to say to be the entry's. */
    private record Known(long id, boolean same) {}

    @Override
    public void put(Entry entry) {
        if (entry.text().isBlank()) {
            remove(entry.source(), entry.id());
            return;
        }
        Incoming incoming = Incoming.of(entry);
        Known known = store.read(em -> known(em, incoming));
        if (known != null && known.same()) {
            return;
        }
        // never a new version of the old one: old words would stay readable, and for other readers
        asSystem(() -> store.write(work -> {
            if (known != null) {
                documents.remove(known.id());
                work.session().flush();
            }
            return intake.accept(incoming);
        }));
    }

    @Override
    public void remove(String source, String id) {
        Long known = store.read(em -> {
            DocumentRow row = row(em, Incoming.identity(source, id));
            return row == null ? null : row.id();
        });
        if (known != null) {
            documents.remove(known);
        }
    }

    private static Known known(EntityManager em, Incoming incoming) {
        DocumentRow row = row(em, incoming.identity());
        if (row == null) {
            return null;
        }
        Acl readers = Grants.of(em, List.of(row.id())).get(row.id());
        return new Known(
                row.id(),
                row.sha256().equals(incoming.sha256())
                        && Objects.equals(row.title(), Intake.title(incoming))
                        && row.ownerId().equals(incoming.origin().ownerId())
                        && readers.equals(incoming.words().acl()));
    }

    private static DocumentRow row(EntityManager em, String identity) {
        return new Query<>(DocumentRow.class)
                .and("r.collectionId = :collection", "collection", Access.DEFAULT_COLLECTION)
                .and("r.identity = :identity", "identity", identity)
                .one(em);
    }

    private <T> T asSystem(Callable<T> action) {
        try {
            return guard.runAs(Caller.SYSTEM, action);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
