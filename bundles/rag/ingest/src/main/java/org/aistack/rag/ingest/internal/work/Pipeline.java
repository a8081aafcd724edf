package org.aistack.rag.ingest.internal.work;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.rag.ingest.DocumentReady;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.IngestMeters;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.StageFailure;
import org.aistack.rag.ingest.internal.index.Indexes;
import org.aistack.rag.ingest.internal.store.DocumentRow;
import org.aistack.rag.ingest.internal.store.Json;
import org.aistack.rag.ingest.internal.view.DocumentView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one task through its stages as far as it goes. */
@Component(service = Pipeline.class)
public final class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final int RETRIES = 3;
    private static final Duration LATER = Duration.ofHours(1);

    private final Store<EntityManager> store;
    private final TaskQueue queue;
    private final Reading reading;
    private final Cutting cutting;
    private final Embedding embedding;
    private final Embedders embedders;
    private final Indexes indexes;
    private final IngestMeters meters;
    private final Clock clock;

    @Activate
    public Pipeline(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference TaskQueue queue,
            @Reference Reading reading,
            @Reference Cutting cutting,
            @Reference Embedding embedding,
            @Reference Embedders embedders,
            @Reference Indexes indexes,
            @Reference IngestMeters meters,
            @Reference Clock clock) {
        this.store = store;
        this.queue = queue;
        this.reading = reading;
        this.cutting = cutting;
        this.embedding = embedding;
        this.embedders = embedders;
        this.indexes = indexes;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes a task as far as it goes alone.
     *
     * @param goOn whether another stage may begin; if not, the task is given back
     * @return the lease when the passages are in the index but cannot be found yet, for {@link #publish}
     */
    Optional<Lease> run(Lease first, BooleanSupplier goOn) {
        Lease lease = first;
        try {
            while (lease != null && lease.stage() != Stage.INDEXED) {
                if (!goOn.getAsBoolean()) {
                    wait(lease, Duration.ZERO);
                    return Optional.empty();
                }
                long start = System.nanoTime();
                Stage next = Stage.values()[lease.stage().ordinal() + 1];
                lease = step(lease);
                meters.stage(next, System.nanoTime() - start);
            }
            return Optional.ofNullable(lease);
        } catch (Lease.Lost e) {
            LOG.debug("task {} was taken away", first.task());
            return Optional.empty();
        }
    }

    /** Makes the passages of all these tasks findable with one refresh of the index, and ends the tasks. */
    void publish(List<Lease> indexed) {
        long start = System.nanoTime();
        try {
            indexes.refresh();
        } catch (RuntimeException e) {
            LOG.warn("the index could not be refreshed", e);
            indexed.forEach(lease -> unlessLost(
                    lease,
                    () -> failed(lease, new StageFailure(IngestError.INTERNAL, "the index is not available", true))));
            return;
        }
        for (Lease lease : indexed) {
            unlessLost(lease, () -> finish(lease));
            meters.stage(Stage.DONE, (System.nanoTime() - start) / indexed.size());
        }
    }

    private static void unlessLost(Lease lease, Runnable action) {
        try {
            action.run();
        } catch (Lease.Lost e) {
            LOG.debug("task {} was taken away", lease.task());
        }
    }

    private Lease step(Lease lease) {
        try {
            return next(lease);
        } catch (Lease.Lost e) {
            throw e;
        } catch (Reading.Gone e) {
            queue.advance(lease, Stage.RECEIVED, (work, document, version) -> {});
            return lease.at(Stage.RECEIVED);
        } catch (StageFailure e) {
            return failed(lease, e);
        } catch (Problem e) {
            return failed(lease, failure(e));
        } catch (RuntimeException e) {
            LOG.warn("document {} after stage {}", Id.text(lease.document()), lease.stage(), e);
            return failed(
                    lease, new StageFailure(IngestError.INTERNAL, e.getClass().getSimpleName(), true));
        }
    }

    private static StageFailure failure(Problem e) {
        if (e.code() instanceof IngestError code) {
            return new StageFailure(code, "", code.kind() == Kind.UNAVAILABLE && code != IngestError.DAMAGED);
        }
        return new StageFailure(IngestError.INTERNAL, e.code().wire(), true);
    }

    /** Does what comes after the lease's stage. Null when it has to wait for something. */
    private Lease next(Lease lease) {
        return switch (lease.stage()) {
            case RECEIVED -> queue.advance(lease, Stage.PARSED, reading.parse(lease));
            case PARSED -> prepared(lease);
            case PREPARED -> queue.advance(lease, Stage.CHUNKED, cutting.chunk(lease));
            case CHUNKED ->
                embedders.settling()
                        ? wait(lease, Duration.ofMillis(300))
                        : queue.advance(lease, Stage.EMBEDDED, embedding.embed(lease));
            case EMBEDDED -> index(lease);
            case INDEXED, DONE -> lease;
        };
    }

    private Lease prepared(Lease lease) {
        Lease next = queue.advance(lease, Stage.PREPARED, reading.prepare(lease));
        boolean words = store.read(em -> {
            DocumentRow document = em.find(DocumentRow.class, lease.document());
            return document != null && document.chars() > 0;
        });
        if (!words) {
            queue.fail(next, (work, document, version) -> {
                document.runEndedAt(Moments.now(clock));
                document.progress(1.0);
                ended(work, document, "needs_ocr");
            });
            return null;
        }
        return next;
    }

    private Lease index(Lease lease) {
        LocalDateTime now = Moments.now(clock);
        LocalDateTime from = store.read(em -> {
            DocumentRow document = em.find(DocumentRow.class, lease.document());
            return document == null ? now : document.validFrom();
        });
        if (from.isAfter(now)) {
            // not to be found before its time
            queue.release(lease, from, 0, (work, document, version) -> document.state("ready"));
            return null;
        }
        if (!indexes.present()) {
            return wait(lease, LATER);
        }
        indexes.put(lease.document());
        return queue.advance(lease, Stage.INDEXED, (work, document, version) -> {});
    }

    private Lease wait(Lease lease, Duration time) {
        queue.release(lease, Moments.now(clock).plus(time), 0, (work, document, version) -> {});
        return null;
    }

    private Lease finish(Lease lease) {
        return queue.advance(lease, Stage.DONE, (work, document, version) -> {
            String state = document.vectorsMissing() > 0 ? "stale" : "ready";
            document.state(state);
            document.failure(null);
            document.runEndedAt(Moments.now(clock));
            work.publish(new DocumentReady(
                    Id.text(document.id()), Id.text(document.collectionId()), document.chunkNumber()));
            ended(work, document, state);
        });
    }

    private Lease failed(Lease lease, StageFailure failure) {
        int attempt = lease.attempt() + 1;
        if (failure.retryable() && attempt <= RETRIES) {
            LocalDateTime next = Moments.now(clock).plus(Duration.ofSeconds((long) Math.pow(3, attempt - 1)));
            queue.release(lease, next, attempt, (work, document, version) -> {});
            return null;
        }
        String stage = Stage.values()[Math.min(lease.stage().ordinal() + 1, Stage.DONE.ordinal())].word();
        var text = failure.code().text();
        String detail = text.zh() + " " + text.en()
                + (failure.getMessage() == null || failure.getMessage().isBlank() ? "" : ": " + failure.getMessage());
        var view = new DocumentView.Failure(
                stage,
                failure.code().wire(),
                detail.substring(0, Math.min(1000, detail.length())),
                failure.retryable(),
                attempt);
        queue.fail(lease, (work, document, version) -> {
            document.state("failed");
            document.failure(Json.write(view));
            document.progress(1.0);
            document.runEndedAt(Moments.now(clock));
            ended(work, document, "failed");
        });
        return null;
    }

    /** Counts a document when what was done to it is committed. */
    private void ended(Work<EntityManager> work, DocumentRow document, String state) {
        String type = document.mediaType();
        LocalDateTime from = document.runStartedAt();
        LocalDateTime to = document.runEndedAt();
        double seconds =
                from == null ? 0 : Math.max(0, Duration.between(from, to).toNanos() / 1e9);
        work.afterCommit(() -> meters.ended(type, state, seconds));
    }

    /** Documents after {@code last} with chunks that wait for a model which is there now, a few at a time. */
    List<Long> incomplete(long last, int most) {
        List<String> languages = Embedders.LANGUAGES.stream()
                .filter(l -> embedders.of(l).isPresent())
                .toList();
        if (languages.isEmpty()) {
            return List.of();
        }
        return store.read(em -> em.createQuery(
                        "select d.id from DocumentRow d where d.vectorsMissing > 0 and d.id > :last"
                                + " and d.state in ('ready', 'stale') and exists (select c from ChunkRow c"
                                + " where c.documentId = d.id and c.vector is null and c.language in :languages)"
                                + " order by d.id",
                        Long.class)
                .setParameter("last", last)
                .setParameter("languages", languages)
                .setMaxResults(most)
                .getResultList());
    }

    /** Computes the missing vectors of a document in a way of its own. */
    void complete(long id) {
        store.write(work -> {
            DocumentRow document =
                    work.session().find(DocumentRow.class, id, javax.persistence.LockModeType.PESSIMISTIC_WRITE);
            if (document != null
                    && document.vectorsMissing() > 0
                    && !document.state().equals("processing")) {
                queue.open(work, document, Stage.CHUNKED);
            }
            return null;
        });
    }
}
