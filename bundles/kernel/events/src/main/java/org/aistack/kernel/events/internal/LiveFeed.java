package org.aistack.kernel.events.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.aistack.kernel.events.Feed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live feed: whoever tells something goes on at once, one thread hands it to the onlookers. It remembers the last
 * entries for those who lost their connection for a moment.
 */
@Component(service = {Feed.class, LiveFeed.class})
public final class LiveFeed implements Feed {

    static final int REMEMBERED = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final int QUEUE = 10_000;

    /**
     * Something told.
     *
     * @param id rises, also over restarts of the server; 0 for a durable event
     * @param position of a durable event in the outbox; 0 for anything else
     */
    public record Entry(long id, long position, String topic, String permission, String json) {}

    private final ScheduledExecutorService worker;
    private final AtomicLong ids;
    private final AtomicInteger queued = new AtomicInteger();
    private final ObjectWriter writer = Json.mapper().writer();
    private final Deque<Entry> ring = new ArrayDeque<>();
    private final Map<Onlooker, Boolean> onlookers = new ConcurrentHashMap<>();
    private volatile boolean flooded;

    @Activate
    public LiveFeed(@Reference Clock clock) {
        this(clock, Executors.newSingleThreadScheduledExecutor(Threads.named("feed")));
        worker.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    LiveFeed(Clock clock, ScheduledExecutorService worker) {
        this.worker = worker;
        // microseconds since 1970: below 2^53 for every reader, and greater than anything an earlier run gave out
        ids = new AtomicLong(clock.millis() * 1000);
    }

    @Deactivate
    void deactivate() {
        worker.shutdownNow();
        List<Onlooker> open = new ArrayList<>(onlookers.keySet());
        onlookers.clear();
        open.forEach(Onlooker::end);
    }

    @Override
    public void tell(String topic, String permission, Map<String, ?> data) {
        if (queued.incrementAndGet() > QUEUE) {
            queued.decrementAndGet();
            if (!flooded) {
                flooded = true;
                LOG.warn("the live feed is flooded by {}, entries are left out", topic);
            }
            return;
        }
        try {
            String json = json(data);
            worker.execute(() -> spread(topic, permission, json));
        } catch (IllegalArgumentException e) {
            queued.decrementAndGet();
            LOG.error("an entry of {} cannot be written as JSON", topic, e);
        } catch (RejectedExecutionException e) {
            LOG.trace("stopped meanwhile", e);
        }
    }

    /**
     * Lets somebody look on.
     *
     * @param last id of the last entry that was seen; negative when there is none
     */
    public void open(Onlooker onlooker, long last) {
        onlookers.put(onlooker, true);
        try {
            worker.execute(() -> replay(onlooker, last));
        } catch (RejectedExecutionException e) {
            onlookers.remove(onlooker);
            onlooker.end();
        }
    }

    public void close(Onlooker onlooker) {
        onlookers.remove(onlooker);
        onlooker.end();
    }

    String json(Map<String, ?> data) {
        try {
            return writer.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Those who want durable events and are there already. */
    Set<Onlooker> followers() {
        return onlookers.keySet().stream()
                .filter(onlooker -> onlooker.started() && onlooker.facts() >= 0)
                .collect(Collectors.toSet());
    }

    /**
     * Shows one of them durable events in order.
     *
     * @param done called when it was shown them
     * @return false when the feed has ended; {@code done} is not called then
     */
    boolean show(Onlooker onlooker, List<Entry> entries, Runnable done) {
        return hand(() -> {
            boolean well = true;
            for (Entry entry : entries) {
                well = well && onlooker.show(entry);
            }
            done.run();
            if (!well) {
                close(onlooker);
            }
        });
    }

    /** Tells one of them that durable events up to {@code position} can no longer be shown. */
    void forgotten(Onlooker onlooker, long position) {
        hand(() -> {
            if (!onlooker.forgotten(position)) {
                close(onlooker);
            }
        });
    }

    private boolean hand(Runnable task) {
        try {
            worker.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.trace("stopped meanwhile", e);
            return false;
        }
    }

    /** How many are looking on. */
    public int onlookers() {
        return onlookers.size();
    }

    private void spread(String topic, String permission, String json) {
        queued.decrementAndGet();
        flooded = false;
        var entry = new Entry(ids.incrementAndGet(), 0, topic, permission, json);
        ring.addLast(entry);
        if (ring.size() > REMEMBERED) {
            ring.removeFirst();
        }
        each(onlooker -> !onlooker.started() || onlooker.show(entry));
    }

    private void replay(Onlooker onlooker, long last) {
        boolean complete = last < 0
                || last == ids.get()
                || !ring.isEmpty() && ring.getFirst().id() <= last + 1;
        // whoever resumes keeps its own place until it has seen what it missed
        boolean well = onlooker.start(last >= 0 && complete ? last : ids.get(), complete);
        for (Entry entry : ring) {
            if (well && last >= 0 && complete && entry.id() > last) {
                well = onlooker.show(entry);
            }
        }
        if (!well) {
            close(onlooker);
        }
    }

    void beat() {
        each(Onlooker::beat);
    }

    private void each(Predicate<Onlooker> act) {
        for (Onlooker onlooker : onlookers.keySet()) {
            boolean well;
            try {
                well = act.test(onlooker);
            } catch (RuntimeException e) {
                LOG.debug("an onlooker is dropped", e);
                well = false;
            }
            if (!well) {
                close(onlooker);
            }
        }
    }
}
