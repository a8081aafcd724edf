package org.aistack.rag.ingest.internal.work;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.TaskRow;
import org.aistack.rag.ingest.internal.store.VersionRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tasks. Every outcome is written together with the stage it ends, by the holder of the lease and for the task that
 * the document names: so a killed worker's task is done again from its last stage, and a late result changes nothing.
 */
@Component(service = TaskQueue.class)
public final class TaskQueue {

    static final String OPEN = "open";
    private static final String DONE = "done";
    private static final String DROPPED = "dropped";
    private static final String FAILED = "failed";
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final Store<EntityManager> store;
    private final Progress progress;
    private final Ids ids;
    private final Clock clock;
    private final String node;
    private final AtomicLong bell = new AtomicLong();
    private String lastOwner = "";

    @Activate
    public TaskQueue(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Progress progress,
            @Reference Ids ids,
            @Reference Clock clock) {
        this(
                store,
                progress,
                ids,
                clock,
                NodeName.in(Path.of(System.getProperty("aistack.data", "data")), Id.text(ids.next())));
    }

    /** On a server of this name. */
    TaskQueue(Store<EntityManager> store, Progress progress, Ids ids, Clock clock, String server) {
        this.store = store;
        this.progress = progress;
        this.ids = ids;
        this.clock = clock;
        // every life of a server has a name of its own, so that a late result of an earlier one counts for nothing
        this.node = server + "/" + Id.text(ids.next());
        release(server);
    }

    /** Gives free what earlier lives of this server held; waiting for the end of their leases would help nobody. */
    private void release(String server) {
        store.write(work -> work.session()
                .createQuery("update TaskRow t set t.leaseUntil = :now where t.state = :open and t.leaseUntil > :now"
                        + " and t.leaseOwner like :server")
                .setParameter("now", Moments.now(clock))
                .setParameter("open", OPEN)
                .setParameter("server", server + "/%")
                .executeUpdate());
    }

    /** Begins a way for the document's last version after {@code done}; whatever ran for it before counts no more. */
    public void open(Work<EntityManager> work, DocumentRow document, Stage done) {
        EntityManager em = work.session();
        drop(em, document.id());
        LocalDateTime now = Moments.now(clock);
        var task = new TaskRow(ids.next(), document.id(), document.number(), document.ownerId(), now);
        task.stage(done.word());
        task.state(OPEN);
        task.nextAt(now);
        em.persist(task);
        document.taskId(task.id());
        work.afterCommit(this::wake);
    }

    /** Ends whatever runs for the document. */
    public void drop(EntityManager em, long document) {
        em.createQuery("update TaskRow t set t.state = :dropped where t.documentId = :id and t.state = :open")
                .setParameter("dropped", DROPPED)
                .setParameter("open", OPEN)
                .setParameter("id", document)
                .executeUpdate();
    }

    /** Takes the next task that is due, going round the owners so that nobody's thousand files hold up another's one. */
    synchronized Optional<Lease> claim() {
        for (int tries = 0; tries < 3; tries++) {
            Long id = due(lastOwner);
            id = id == null && !lastOwner.isEmpty() ? due("") : id;
            if (id == null) {
                lastOwner = "";
                return Optional.empty();
            }
            long found = id;
            Optional<Lease> lease = store.write(work -> lease(work.session(), found));
            if (lease.isPresent()) {
                return lease;
            }
        }
        return Optional.empty();
    }

    private Long due(String after) {
        LocalDateTime now = Moments.now(clock);
        List<Long> found = store.read(em -> em.createQuery(
                        "select t.id from TaskRow t where t.state = :open and t.nextAt <= :now"
                                + " and (t.leaseUntil is null or t.leaseUntil < :now) and t.ownerId "
                                + (after.isEmpty() ? ">= :after" : "> :after") + " order by t.ownerId, t.id",
                        Long.class)
                .setParameter("open", OPEN)
                .setParameter("now", now)
                .setParameter("after", after)
                .setMaxResults(1)
                .getResultList());
        return found.isEmpty() ? null : found.get(0);
    }

    private Optional<Lease> lease(EntityManager em, long id) {
        TaskRow task = em.find(TaskRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        LocalDateTime now = Moments.now(clock);
        boolean free = task != null
                && task.state().equals(OPEN)
                && !task.nextAt().isAfter(now)
                && (task.leaseUntil() == null || task.leaseUntil().isBefore(now));
        if (!free) {
            return Optional.empty();
        }
        task.leaseOwner(node);
        task.leaseUntil(now.plus(LEASE));
        lastOwner = task.ownerId();
        return Optional.of(
                new Lease(id, task.documentId(), task.number(), Stage.of(task.stage()), task.attempt(), node));
    }

    /**
     * Makes every leased task due: after a crash nobody holds them any more. Should another server hold one after all,
     * only one of the two results counts.
     */
    void takeOver() {
        store.write(work -> work.session()
                .createQuery("update TaskRow t set t.leaseUntil = null where t.state = :open")
                .setParameter("open", OPEN)
                .executeUpdate());
    }

    /** Change of rows at the end of a stage. */
    interface Outcome {
        void write(Work<EntityManager> work, DocumentRow document, VersionRow version);
    }

    /** Writes the outcome of a stage and the stage itself. @throws Lease.Lost when it comes too late */
    Lease advance(Lease lease, Stage next, Outcome outcome) {
        String[] shown = new String[1];
        store.write(work -> {
            DocumentRow document = document(work.session(), lease);
            TaskRow task = task(work.session(), lease, document);
            outcome.write(work, document, version(work.session(), lease));
            task.stage(next.word());
            task.attempt(0);
            task.leaseUntil(Moments.now(clock).plus(LEASE));
            document.stage(next.word());
            document.progress(Math.max(document.progress(), next.progress()));
            if (next == Stage.DONE) {
                task.state(DONE);
                task.leaseUntil(null);
            }
            shown[0] = document.state();
            return null;
        });
        progress.tell(lease.document(), shown[0], next.word(), next.progress());
        return lease.at(next);
    }

    /** Writes part of an outcome and holds the lease longer. */
    void keep(Lease lease, Outcome outcome) {
        store.write(work -> {
            DocumentRow document = document(work.session(), lease);
            task(work.session(), lease, document).leaseUntil(Moments.now(clock).plus(LEASE));
            outcome.write(work, document, null);
            return null;
        });
    }

    /** Gives the task back until {@code next}. */
    void release(Lease lease, LocalDateTime next, int attempt, Outcome outcome) {
        String[] shown = new String[1];
        store.write(work -> {
            DocumentRow document = document(work.session(), lease);
            TaskRow task = task(work.session(), lease, document);
            task.leaseOwner(null);
            task.leaseUntil(null);
            task.nextAt(next);
            task.attempt(attempt);
            outcome.write(work, document, null);
            shown[0] = document.state();
            return null;
        });
        if (!shown[0].equals("processing")) {
            progress.tell(
                    lease.document(),
                    shown[0],
                    lease.stage().word(),
                    lease.stage().progress());
        }
    }

    /** Ends the task without success. */
    void fail(Lease lease, Outcome outcome) {
        String[] shown = new String[2];
        store.write(work -> {
            DocumentRow document = document(work.session(), lease);
            TaskRow task = task(work.session(), lease, document);
            task.state(FAILED);
            task.leaseUntil(null);
            outcome.write(work, document, null);
            shown[0] = document.state();
            shown[1] = document.stage();
            return null;
        });
        progress.tell(lease.document(), shown[0], shown[1], 1.0);
    }

    /** Makes tasks that wait after {@code stage} due now. */
    void hurry(Stage stage) {
        store.write(work -> work.session()
                .createQuery("update TaskRow t set t.nextAt = :now where t.state = :open and t.stage = :stage"
                        + " and t.nextAt > :now and t.attempt = 0")
                .setParameter("now", Moments.now(clock))
                .setParameter("open", OPEN)
                .setParameter("stage", stage.word())
                .executeUpdate());
        wake();
    }

    private static DocumentRow document(EntityManager em, Lease lease) {
        DocumentRow document = em.find(DocumentRow.class, lease.document(), LockModeType.PESSIMISTIC_WRITE);
        if (document == null || document.taskId() != lease.task()) {
            throw new Lease.Lost();
        }
        return document;
    }

    private static TaskRow task(EntityManager em, Lease lease, DocumentRow document) {
        TaskRow task = em.find(TaskRow.class, lease.task(), LockModeType.PESSIMISTIC_WRITE);
        if (task == null || !task.state().equals(OPEN) || !lease.owner().equals(task.leaseOwner())) {
            throw new Lease.Lost();
        }
        return task;
    }

    static VersionRow version(EntityManager em, Lease lease) {
        return em.createQuery(
                        "select v from VersionRow v where v.documentId = :id and v.number = :number", VersionRow.class)
                .setParameter("id", lease.document())
                .setParameter("number", lease.number())
                .getSingleResult();
    }

    /** Something may be due. */
    public void wake() {
        synchronized (bell) {
            bell.incrementAndGet();
            bell.notifyAll();
        }
    }

    long bell() {
        return bell.get();
    }

    /** Waits until {@link #wake} was called after {@code heard}, or a moment. */
    void await(long heard, long millis) throws InterruptedException {
        synchronized (bell) {
            if (bell.get() == heard) {
                bell.wait(millis);
            }
        }
    }
}
