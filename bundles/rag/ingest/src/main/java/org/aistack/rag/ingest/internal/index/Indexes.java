package org.aistack.rag.ingest.internal.index;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.aistack.kernel.Id;
import org.aistack.rag.search.PassageIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes that are there at the moment. What is put is read from the database under a lock of the document, so that
 * the last of several changes wins and a deleted document never comes back.
 */
@Component(service = Indexes.class)
public final class Indexes {

    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);
    private static final int STRIPES = 64;

    private final Passages passages;
    private final List<PassageIndex> found = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Lock[] locks = new Lock[STRIPES];

    @Activate
    public Indexes(@Reference Passages passages) {
        this.passages = passages;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void add(PassageIndex index) {
        found.add(index);
        listeners.forEach(Runnable::run);
    }

    public void remove(PassageIndex index) {
        found.remove(index);
    }

    /** Calls {@code action} whenever an index comes. */
    public void onArrival(Runnable action) {
        listeners.add(action);
    }

    public void forget(Runnable action) {
        listeners.remove(action);
    }

    public boolean present() {
        return !found.isEmpty();
    }

    /** Makes the indexes agree with the database about the document; findable when it returns. */
    public void sync(long id) {
        put(id);
        refresh();
    }

    /** Makes the indexes agree with the database about the document; findable after {@link #refresh}. */
    public void put(long id) {
        Lock lock = lock(id);
        lock.lock();
        try {
            if (!present()) {
                return;
            }
            Optional<Passages.Entry> entry = passages.entry(id);
            for (PassageIndex index : found) {
                if (entry.isPresent()) {
                    index.put(entry.get().card(), entry.get().passages());
                } else {
                    index.remove(Id.text(id));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes what was put findable. */
    public void refresh() {
        found.forEach(PassageIndex::refresh);
    }

    /** Takes a deleted document out. The event of its removal is there for an index that cannot listen now. */
    public void remove(long id) {
        Lock lock = lock(id);
        lock.lock();
        try {
            for (PassageIndex index : found) {
                index.remove(Id.text(id));
                index.refresh();
            }
        } catch (RuntimeException e) {
            LOG.warn("document {} could not be taken out of the index", Id.text(id), e);
        } finally {
            lock.unlock();
        }
    }

    private Lock lock(long id) {
        return locks[Math.floorMod(Long.hashCode(id), STRIPES)];
    }
}
