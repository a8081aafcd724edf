package org.aistack.rag.ingest.internal.work;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whoever waits how far a document is. Kept in memory: the truth is in the table. */
@Component(service = Progress.class)
public final class Progress {

    private static final int REMEMBERED = 1000;
    private static final int STEPS = 32;
    private static final long LOOK_AGAIN_MS = 1000;

    /**
     * One step.
     *
     * @param id rises, also over restarts
     */
    public record Step(long id, long document, String state, String stage, double progress, Instant at) {

        /** Whether nothing more happens by itself. */
        public boolean last() {
            return !state.equals("processing");
        }
    }

    private final Clock clock;
    private final Map<Long, Deque<Step>> steps = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Deque<Step>> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<Long, Set<Semaphore>> waiting = new ConcurrentHashMap<>();
    private final Map<Long, List<Consumer<Step>>> listeners = new ConcurrentHashMap<>();
    private long lastId;

    @Activate
    public Progress(@Reference Clock clock) {
        this.clock = clock;
    }

    /** A step was made and is durable. */
    public void tell(long document, String state, String stage, double progress) {
        Step step;
        synchronized (steps) {
            lastId = Math.max(lastId + 1, clock.millis());
            step = new Step(lastId, document, state, stage, progress, clock.instant());
            Deque<Step> known = steps.computeIfAbsent(document, d -> new ArrayDeque<>());
            if (stage.equals(Stage.RECEIVED.word())) {
                // a new run: what the one before told would end the stream of a new listener at once
                known.clear();
            }
            known.add(step);
            if (known.size() > STEPS) {
                known.remove();
            }
        }
        listeners.getOrDefault(document, List.of()).forEach(l -> l.accept(step));
        if (step.last()) {
            waiting.getOrDefault(document, Set.of()).forEach(Semaphore::release);
        }
    }

    /** The document was deleted. */
    public void gone(long document) {
        tell(document, "deleting", "done", 1.0);
        synchronized (steps) {
            steps.remove(document);
        }
    }

    /** The steps after {@code id} that are remembered. */
    public List<Step> after(long document, long id) {
        synchronized (steps) {
            Deque<Step> known = steps.get(document);
            return known == null
                    ? List.of()
                    : known.stream().filter(s -> s.id() > id).toList();
        }
    }

    public void listen(long document, Consumer<Step> listener) {
        listeners.computeIfAbsent(document, d -> new CopyOnWriteArrayList<>()).add(listener);
    }

    public void forget(long document, Consumer<Step> listener) {
        listeners.computeIfPresent(document, (d, all) -> {
            all.remove(listener);
            return all.isEmpty() ? null : all;
        });
    }

    /** Waits until {@code settled} or the time is over. */
    public void await(long document, long seconds, BooleanSupplier settled) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var bell = new Semaphore(0);
        waiting.computeIfAbsent(document, d -> ConcurrentHashMap.newKeySet()).add(bell);
        try {
            // somebody else may do the work: so the table is looked at now and then
            while (!settled.getAsBoolean() && System.nanoTime() < end) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + 1;
                if (bell.tryAcquire(Math.min(left, LOOK_AGAIN_MS), TimeUnit.MILLISECONDS) && settled.getAsBoolean()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.computeIfPresent(document, (d, all) -> {
                all.remove(bell);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
