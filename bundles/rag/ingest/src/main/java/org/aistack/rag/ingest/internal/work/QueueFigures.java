package org.aistack.rag.ingest.internal.work;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.internal.IngestMeters;
import org.aistack.rag.ingest.internal.Moments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How long the queue is and how old. */
@Component(service = QueueFigures.class)
public final class QueueFigures {

    private final Store<EntityManager> store;
    private final Clock clock;

    @Activate
    public QueueFigures(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference IngestMeters meters,
            @Reference Clock clock) {
        this.store = store;
        this.clock = clock;
        meters.queue(() -> count(TaskQueue.OPEN));
    }

    /** How many tasks are in a state. */
    public long count(String state) {
        return store.read(em -> em.createQuery("select count(t) from TaskRow t where t.state = :state", Long.class)
                .setParameter("state", state)
                .getSingleResult());
    }

    /** How many tasks somebody works on. */
    public long running() {
        return store.read(em -> em.createQuery(
                        "select count(t) from TaskRow t where t.state = :state and t.leaseUntil > :now", Long.class)
                .setParameter("state", TaskQueue.OPEN)
                .setParameter("now", Moments.now(clock))
                .getSingleResult());
    }

    /** When the oldest open task was made; empty without one. */
    public Optional<LocalDateTime> oldest() {
        return store.read(em -> Optional.ofNullable(
                em.createQuery("select min(t.createdAt) from TaskRow t where t.state = :state", LocalDateTime.class)
                        .setParameter("state", TaskQueue.OPEN)
                        .getSingleResult()));
    }
}
