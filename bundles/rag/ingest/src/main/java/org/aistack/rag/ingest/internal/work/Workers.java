package org.aistack.rag.ingest.internal.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.rag.ingest.internal.IngestSettings;
import org.aistack.rag.ingest.internal.index.Indexes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads that take due tasks through the pipeline, and one that completes what had to wait. */
@Component(service = Workers.class, immediate = true)
public final class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long LOOK_AGAIN_MS = 500;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int PUBLISHER = -1;
    private static final int SOME = 200;
    private static final long STOP_SECONDS = 5;

    private final IngestSettings settings;
    private final TaskQueue queue;
    private final Pipeline pipeline;
    private final Indexes indexes;
    private final Embedders embedders;
    private final Sweeper sweeper;
    private final Guard guard;
    private final Map<Integer, Thread> threads = new ConcurrentHashMap<>();
    private final BlockingQueue<Lease> indexed = new LinkedBlockingQueue<>();
    private final Runnable indexCame = this::indexCame;
    private final Runnable modelCame = this::modelCame;
    private volatile boolean running = true;
    private volatile boolean incomplete = true;
    private volatile long lastCompleted;
    private long lastLook = System.nanoTime();

    @Activate
    public Workers(
            @Reference IngestSettings settings,
            @Reference TaskQueue queue,
            @Reference Pipeline pipeline,
            @Reference Indexes indexes,
            @Reference Embedders embedders,
            @Reference Sweeper sweeper,
            @Reference Guard guard) {
        this.settings = settings;
        this.queue = queue;
        this.pipeline = pipeline;
        this.indexes = indexes;
        this.embedders = embedders;
        this.sweeper = sweeper;
        this.guard = guard;
        queue.takeOver();
        queue.hurry(Stage.EMBEDDED);
        indexes.onArrival(indexCame);
        embedders.onArrival(modelCame);
        grow();
        var publisher = new Thread(this::publish, "ingest-publisher");
        publisher.setDaemon(true);
        threads.put(PUBLISHER, publisher);
        publisher.start();
    }

    /** Starts the threads that are missing; those too many end by themselves. */
    private void grow() {
        for (int i = 0; i < settings.workers(); i++) {
            Thread old = threads.get(i);
            if (old == null || !old.isAlive()) {
                int number = i;
                var thread = new Thread(() -> work(number), "ingest-worker-" + number);
                thread.setDaemon(true);
                threads.put(i, thread);
                thread.start();
            }
        }
    }

    private void indexCame() {
        queue.hurry(Stage.EMBEDDED);
    }

    private void modelCame() {
        lastCompleted = 0;
        incomplete = true;
        queue.wake();
    }

    private void work(int number) {
        if (number == 0) {
            sweeper.run();
        }
        while (running && number < settings.workers()) {
            try {
                if (number == 0) {
                    grow();
                    lookAgain();
                }
                long heard = queue.bell();
                Optional<Lease> lease = queue.claim();
                if (lease.isPresent()) {
                    guard.runAs(Caller.SYSTEM, () -> pipeline.run(lease.get(), () -> running))
                            .ifPresent(indexed::add);
                } else if (number == 0 && incomplete) {
                    completeSome();
                } else {
                    queue.await(heard, LOOK_AGAIN_MS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                // the database may be away: the lease ends by itself and the task is done again
                LOG.warn("worker {}", number, e);
                pause();
            }
        }
    }

    /** While the index is refreshed for some documents, the next ones gather. */
    private void publish() {
        List<Lease> some = new ArrayList<>();
        while (running || !indexed.isEmpty()) {
            try {
                Lease first = indexed.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    some.add(first);
                    indexed.drainTo(some);
                    pipeline.publish(some);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // the leases end by themselves and the tasks are ended then
                LOG.warn("{} documents could not be published", some.size(), e);
                pause();
            }
            some.clear();
        }
    }

    /** Asks for the vectors that wait for a model; each document once for every model that comes. */
    private void completeSome() {
        List<Long> some = pipeline.incomplete(lastCompleted, SOME);
        some.forEach(pipeline::complete);
        if (some.isEmpty()) {
            incomplete = false;
            lastCompleted = 0;
        } else {
            lastCompleted = some.get(some.size() - 1);
        }
    }

    /** A model may have come while a document was between two stages: look again now and then. */
    private void lookAgain() {
        long now = System.nanoTime();
        if (now - lastLook > LOOK_NANOS) {
            lastLook = now;
            incomplete = true;
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Lets every worker end its stage; what is left is done by the next ones. */
    @Deactivate
    public void stop() throws InterruptedException {
        running = false;
        indexes.forget(indexCame);
        embedders.forget(modelCame);
        queue.wake();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        // never interrupted: that would close the files of an embedded database
        for (Thread thread : threads.values()) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
    }
}
