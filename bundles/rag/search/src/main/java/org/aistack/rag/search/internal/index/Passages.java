package org.aistack.rag.search.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.aistack.kernel.Problem;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Passage;
import org.aistack.rag.search.PassageIndex;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.SearchSettings;
import org.aistack.rag.search.internal.text.Analysis;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index on disk: one generation that serves and, while it is built anew, a second one that takes all changes as well
 * and finally takes its place.
 */
@Component(service = {PassageIndex.class, Passages.class})
public final class Passages implements PassageIndex {

    private static final Logger LOG = LoggerFactory.getLogger(Passages.class);

    private static final List<Object> STRIPES =
            Stream.generate(Object::new).limit(64).toList();

    private final GenerationFolder folder;
    private final IntSupplier commitMillis;
    private final Analysis analysis = new Analysis();
    private final ScheduledThreadPoolExecutor committer;
    private final ReentrantReadWriteLock turns = new ReentrantReadWriteLock();
    private final Set<String> touched = ConcurrentHashMap.newKeySet();
    private volatile Generation live;
    private volatile Generation next;

    @Activate
    public Passages(BundleContext context, @Reference SearchSettings settings) throws IOException {
        this(Path.of(data(context), "index", "passages"), settings::commitMillis);
    }

    public Passages(Path path, IntSupplier commitMillis) throws IOException {
        this.commitMillis = commitMillis;
        folder = new GenerationFolder(path, analysis);
        live = folder.openNewest();
        committer = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "search-commit"));
        committer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        commitLater();
    }

    @Deactivate
    public void close() throws IOException, InterruptedException {
        committer.shutdown();
        committer.awaitTermination(10, TimeUnit.SECONDS);
        turns.writeLock().lock();
        try (analysis;
                Generation serving = live;
                Generation building = next) {
            LOG.debug("closing generations {} and {}", serving, building);
        } finally {
            turns.writeLock().unlock();
        }
    }

    @Override
    public void put(DocumentCard card, List<Passage> passages) {
        changed(card.id(), generation -> generation.put(card, passages));
    }

    @Override
    public void remove(String documentId) {
        changed(documentId, generation -> generation.remove(documentId));
        refresh();
    }

    @Override
    public void refresh() {
        guarded(() -> {
            live.refresh();
            return null;
        });
    }

    /** The index as it is now. */
    public Snapshot snapshot() {
        return guarded(() -> live.snapshot());
    }

    public Analysis analysis() {
        return analysis;
    }

    public int documents() {
        try (Snapshot snapshot = snapshot()) {
            return snapshot.documents();
        }
    }

    public long generation() {
        return live.number();
    }

    /** Whether everything that should be found is in it. */
    public boolean complete() {
        return live.complete();
    }

    /** Whether it was closed in order the last time or was compared since; otherwise the last changes may be missing. */
    public boolean clean() {
        return live.clean();
    }

    public long bytes() throws IOException {
        return folder.bytes();
    }

    void checkBytes() throws IOException {
        live.checkBytes();
    }

    /** From now on, remembers what was changed from outside, so that {@link #fill} cannot overwrite it with older content. */
    void watch() {
        turns.writeLock().lock();
        touched.clear();
        turns.writeLock().unlock();
    }

    /** Changes a document of the generation in the making, or of the live one, unless it was changed from outside. */
    void fill(String documentId, Consumer<Generation> change) {
        guarded(() -> {
            synchronized (stripe(documentId)) {
                if (!touched.contains(documentId)) {
                    change.accept(next == null ? live : next);
                }
                return null;
            }
        });
    }

    void checked() {
        live.checked();
    }

    /** Starts a new generation beside the live one. */
    void begin() throws IOException {
        turns.writeLock().lock();
        try {
            touched.clear();
            next = folder.create(live.number() + 1);
        } finally {
            turns.writeLock().unlock();
        }
    }

    /** Ends the making: the new generation serves, the old one goes. When there is no new one, the live one is complete now. */
    void finish() throws IOException {
        turns.writeLock().lock();
        try {
            Generation made = next == null ? live : next;
            made.completed();
            made.refresh();
            made.commitChanges();
            if (next != null) {
                Generation old = live;
                live = next;
                next = null;
                old.close();
                folder.delete(old.number());
            }
        } finally {
            turns.writeLock().unlock();
        }
    }

    /** Gives up the generation in the making. */
    void abandon() throws IOException {
        turns.writeLock().lock();
        try (Generation made = next) {
            LOG.debug("giving up {}", made);
            next = null;
        } finally {
            turns.writeLock().unlock();
        }
    }

    private void changed(String documentId, Consumer<Generation> change) {
        guarded(() -> {
            synchronized (stripe(documentId)) {
                touched.add(documentId);
                change.accept(live);
                if (next != null) {
                    change.accept(next);
                }
                return null;
            }
        });
    }

    private <T> T guarded(Supplier<T> action) {
        turns.readLock().lock();
        try {
            return action.get();
        } catch (RuntimeException e) {
            LOG.error("the index failed", e);
            throw Problem.of(SearchError.INDEX_UNAVAILABLE);
        } finally {
            turns.readLock().unlock();
        }
    }

    private void commit() {
        try {
            if (!live.open()) {
                reopen();
            }
            guarded(() -> {
                live.commitChanges();
                if (next != null) {
                    next.commitChanges();
                }
                return null;
            });
        } catch (IOException | RuntimeException e) {
            LOG.warn("the index could not be made durable, trying again: {}", e.toString());
        }
        commitLater();
    }

    private void commitLater() {
        try {
            committer.schedule(this::commit, commitMillis.getAsInt(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("no further commit, the index is being closed");
        }
    }

    /** After a failure that closed the writer, for example a full disk. */
    private void reopen() throws IOException {
        turns.writeLock().lock();
        try {
            live.close();
            live = folder.open(live.number());
            LOG.info("opened the index again");
        } finally {
            turns.writeLock().unlock();
        }
    }

    private static Object stripe(String documentId) {
        return STRIPES.get(Math.floorMod(documentId.hashCode(), STRIPES.size()));
    }

    private static String data(BundleContext context) {
        String data = context.getProperty("aistack.data");
        return data != null ? data : System.getProperty("java.io.tmpdir");
    }
}
