package org.aistack.rag.ingest.internal.work;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.persistence.EntityManager;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Constraint;
import org.aistack.kernel.data.Store;
import org.aistack.rag.ingest.internal.Moments;
import org.aistack.rag.ingest.internal.shelf.Sources;
import org.aistack.rag.ingest.internal.store.SourceRow;
import org.aistack.rag.knowledge.Knowledge;
import org.aistack.rag.knowledge.KnowledgeSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes everything in that a capability had before it met this one: once, and again until it came to its end. */
@Component(service = SourceReplay.class, immediate = true)
public final class SourceReplay {

    private static final Logger LOG = LoggerFactory.getLogger(SourceReplay.class);
    private static final long AGAIN_SECONDS = 10;
    private static final long STOP_MS = 5_000;

    private final Store<EntityManager> store;
    private final Guard guard;
    private final Sources sources;
    private final Knowledge knowledge;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(1);
    private final Runnable arrival = bell::release;
    private final Set<String> done = new HashSet<>();
    private final Thread thread = new Thread(this::work, "ingest-sources");
    private volatile boolean running = true;

    @Activate
    public SourceReplay(
            @Reference(target = "(unit=ingest)") Store<EntityManager> store,
            @Reference Guard guard,
            @Reference Sources sources,
            @Reference Knowledge knowledge,
            @Reference Clock clock) {
        this.store = store;
        this.guard = guard;
        this.sources = sources;
        this.knowledge = knowledge;
        this.clock = clock;
        sources.onArrival(arrival);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        boolean complete = false;
        while (running) {
            try {
                if (complete) {
                    bell.acquire();
                } else {
                    bell.tryAcquire(AGAIN_SECONDS, TimeUnit.SECONDS);
                }
                bell.drainPermits();
                complete = running && guard.runAs(Caller.SYSTEM, this::all);
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                LOG.warn("the texts of capabilities", e);
                complete = false;
            }
        }
    }

    /** Whether every source that is there has been taken in. */
    private boolean all() {
        boolean complete = true;
        for (KnowledgeSource source : sources.all()) {
            complete &= done.contains(source.capability()) || one(source);
        }
        return complete;
    }

    private boolean one(KnowledgeSource source) {
        String name = source.capability();
        try {
            if (store.read(em -> em.find(SourceRow.class, name)) == null) {
                source.replay(entry -> {
                    if (!running) {
                        throw new IllegalStateException("stopped");
                    }
                    knowledge.put(entry);
                });
                finish(name);
                LOG.info("took in what {} had", name);
            }
            done.add(name);
            return true;
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("not everything of {} was taken in; it is tried again", name, e);
            }
            return false;
        }
    }

    private void finish(String name) {
        try {
            store.write(work -> {
                work.session().persist(new SourceRow(name, Moments.now(clock)));
                return null;
            });
        } catch (RuntimeException e) {
            // another server came to the end as well
            if (!Constraint.isDuplicate(e)) {
                throw e;
            }
        }
    }

    /** Ends after the entry at hand; the rest is for the next life. */
    @Deactivate
    public void stop() throws InterruptedException {
        sources.forget(arrival);
        running = false;
        bell.release();
        // never interrupted: that would close the files of an embedded database
        thread.join(STOP_MS);
    }
}
