package org.aistack.rag.search.internal.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.search.internal.SearchError;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index what the library says. At start it repairs an index that is new, was not closed in order, or has damaged
 * bytes, in the background while the rest is served.
 */
@Component(service = Reconciler.class, immediate = true)
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int STOP_SECONDS = 20;

    /** What index and library do not agree on, by document id. */
    public record Differences(int checked, List<String> missing, List<String> stale, List<String> surplus) {

        public boolean none() {
            return missing.isEmpty() && stale.isEmpty() && surplus.isEmpty();
        }
    }

    /** Thrown inside {@link Library#replay} to end it. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Passages passages;
    private final Library library;
    private final Guard guard;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(r -> new Thread(r, "search-reconcile"));
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private volatile String work;
    private volatile boolean stopping;

    @Activate
    public Reconciler(@Reference Passages passages, @Reference Library library, @Reference Guard guard) {
        this.passages = passages;
        this.library = library;
        this.guard = guard;
        start("check", this::startUp);
    }

    @Deactivate
    public void stop() throws InterruptedException {
        stopping = true;
        worker.shutdown();
        worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** What is being done: {@code check}, {@code rebuild}, {@code verify}; null when nothing is. */
    public String work() {
        return work;
    }

    /** How many documents the running work has seen. */
    public int done() {
        return done.get();
    }

    /**
     * Builds a new generation beside the live one and lets it take its place.
     *
     * @throws Problem when something is being done already
     */
    public void rebuild() {
        start("rebuild", () -> {
            anew();
            return null;
        });
    }

    /** Compares without changing anything. */
    public Differences verify() {
        try {
            return start("verify", () -> compare(false)).join();
        } catch (CompletionException e) {
            throw Problem.of(SearchError.INDEX_UNAVAILABLE);
        }
    }

    private interface Task<T> {
        T run() throws Exception;
    }

    private <T> CompletableFuture<T> start(String name, Task<T> task) {
        if (!busy.compareAndSet(false, true)) {
            throw Problem.of(SearchError.BUSY);
        }
        work = name;
        done.set(0);
        return CompletableFuture.supplyAsync(() -> run(name, task), worker);
    }

    private <T> T run(String name, Task<T> task) {
        try {
            return guard.runAs(Caller.SYSTEM, task::run);
        } catch (Stopped e) {
            throw e;
        } catch (Exception e) {
            LOG.error("the {} of the index failed", name, e);
            throw new CompletionException(e);
        } finally {
            work = null;
            busy.set(false);
        }
    }

    private Void startUp() throws IOException {
        if (!passages.complete()) {
            LOG.info("filling a new index");
            compare(true);
            passages.checked();
            passages.finish();
            LOG.info("the index has {} documents", passages.documents());
            return null;
        }
        try {
            passages.checkBytes();
        } catch (IOException e) {
            LOG.error("the index is damaged and is built anew", e);
            anew();
            return null;
        }
        if (!passages.clean()) {
            Differences found = compare(true);
            if (!found.none()) {
                LOG.info("repaired the index: {}", found);
            }
            passages.checked();
        }
        return null;
    }

    private void anew() throws IOException {
        passages.begin();
        try {
            library.replay((card, found) -> {
                seen();
                passages.fill(card.id(), generation -> generation.put(card, found));
            });
            passages.finish();
        } catch (RuntimeException e) {
            passages.abandon();
            throw e;
        }
    }

    private Differences compare(boolean repair) {
        passages.watch();
        Map<String, String> surplus = new HashMap<>();
        try (Snapshot snapshot = passages.snapshot()) {
            surplus.putAll(snapshot.states());
        }
        List<String> missing = new ArrayList<>();
        List<String> stale = new ArrayList<>();
        library.replay((card, found) -> {
            seen();
            String indexed = surplus.remove(card.id());
            if (found.isEmpty() ? indexed == null : Rows.state(card, found).equals(indexed)) {
                return;
            }
            (indexed == null ? missing : stale).add(card.id());
            if (repair) {
                repair(card, found);
            }
        });
        if (repair) {
            surplus.keySet().forEach(id -> passages.fill(id, generation -> generation.remove(id)));
            passages.refresh();
        }
        return new Differences(done.get(), missing, stale, List.copyOf(surplus.keySet()));
    }

    private void repair(DocumentCard card, List<Passage> found) {
        passages.fill(card.id(), generation -> generation.put(card, found));
    }

    private void seen() {
        done.incrementAndGet();
        if (stopping) {
            throw new Stopped();
        }
    }
}
