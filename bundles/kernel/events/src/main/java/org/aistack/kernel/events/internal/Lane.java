package org.aistack.kernel.events.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.aistack.kernel.events.internal.store.Overtaken;
import org.aistack.kernel.events.internal.store.Parked;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.events.internal.store.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of events to one subscriber: strictly one after the other, on at most one thread of one server. Lanes of the
 * same name (of a bundle and its replacement) share one turn, so the new one begins where the old one ended. The cursor
 * moves after success only; it is written down at the latest when the lane rests.
 */
final class Lane implements Runnable {

    /** What became of an event. */
    enum Result {
        DELIVERED,
        FAILED,
        PARKED
    }

    /** Hears what became of the events of a subscriber. */
    @FunctionalInterface
    interface Tally {
        void count(String subscriber, Result result);
    }

    /**
     * What is new in the tables.
     *
     * @param head the greatest position
     * @param retrying subscribers for which there is something to try again
     * @param replays how often each cursor was set by hand
     */
    record News(long head, Set<String> retrying, Map<String, Integer> replays) {}

    static final int ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int BATCH = 200;
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Delivery<?> delivery;
    private final RelayTables tables;
    private final Turn turn;
    private final Place place;
    private final LongSupplier nanos;
    private final Tally tally;
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile boolean closed;
    private volatile long notBefore;
    private volatile Thread runner;
    private int troubles;

    Lane(Delivery<?> delivery, RelayTables tables, Turn turn, LongSupplier nanos, Tally tally) {
        this.delivery = delivery;
        this.tables = tables;
        this.turn = turn;
        this.place = new Place(delivery.name(), delivery.topic(), tables, nanos);
        this.nanos = nanos;
        this.tally = tally;
        this.notBefore = nanos.getAsLong();
    }

    Delivery<?> delivery() {
        return delivery;
    }

    long position() {
        return place.position();
    }

    int failures() {
        return place.failures();
    }

    /** Does this server deliver, and is the cursor known here? Otherwise the table knows better. */
    boolean working() {
        return place.known() && turn.ours();
    }

    /** Is it worth while to wake this lane? */
    boolean due(News news) {
        if (closed || nanos.getAsLong() - notBefore < 0 || !turn.due()) {
            return false;
        }
        String name = delivery.name();
        return !working()
                || place.position() < news.head()
                || news.retrying().contains(name)
                || place.outdated(news.replays().getOrDefault(name, 0));
    }

    void wake(Executor executor) {
        if (wakes.getAndIncrement() == 0) {
            executor.execute(this);
        }
    }

    @Override
    public void run() {
        int seen;
        do {
            seen = wakes.get();
            // while the predecessor of the same name still works, the next tick tries again
            if (!closed) {
                work();
            }
        } while (wakes.addAndGet(-seen) != 0);
    }

    /** Ends the lane after the running delivery, for which it waits up to {@code seconds}. */
    void close(long seconds) {
        closed = true;
        if (runner == Thread.currentThread()) {
            return;
        }
        try {
            if (turn.enter(seconds)) {
                leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes down how far the lane came by events that are none of its subscriber's business. */
    void flush() {
        try {
            if (!closed && turn.enter(0)) {
                leave();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets another server deliver, unless a delivery is under way; this one asks again after {@code waitNanos}. */
    void handOver(long waitNanos) {
        try {
            if (!closed && turn.enter(0)) {
                try {
                    place.save();
                } finally {
                    turn.giveUp(waitNanos);
                    turn.leave();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        try {
            place.save();
        } finally {
            turn.leave();
        }
    }

    private void work() {
        boolean in = false;
        try {
            in = turn.enter();
            if (in) {
                runner = Thread.currentThread();
                place.open(turn.token());
                retryParked();
                deliverNew();
                troubles = 0;
            }
        } catch (Overtaken e) {
            LOG.debug("{} goes on elsewhere, or from another place", delivery.name());
            place.lost();
        } catch (RuntimeException e) {
            // the database, not the subscriber: nobody's failures are counted
            if (troubles++ == 0 && !closed) {
                LOG.warn("the relay to {} waits for the database", delivery.name(), e);
            }
            waitFor(troubles);
        } finally {
            runner = null;
            if (in) {
                leave();
            }
        }
    }

    private void retryParked() {
        String name = delivery.name();
        for (String aggregate : tables.parking().retrying(name)) {
            for (Parked parked : tables.parking().chain(name, aggregate)) {
                Throwable failure = stopping() ? new InterruptedException() : hand(parked.told());
                if (stopping() && failure != null) {
                    return;
                }
                if (failure != null) {
                    tally.count(name, Result.FAILED);
                    LOG.warn(
                            "{} failed again on parked event {}",
                            name,
                            parked.told().position(),
                            failure);
                    tables.parking().failedAgain(parked, failure.toString());
                    break;
                }
                tables.parking().remove(parked.id());
                tally.count(name, Result.DELIVERED);
            }
        }
    }

    private void deliverNew() {
        Set<String> blocked = tables.parking().aggregates(delivery.name());
        boolean more = true;
        while (more && !stopping()) {
            long head = tables.outbox().head();
            List<Told> next = tables.outbox().after(place.position(), delivery.topic(), head, BATCH);
            for (Told told : next) {
                if (stopping() || !step(told, blocked)) {
                    return;
                }
            }
            more = next.size() == BATCH;
            if (!more) {
                place.passed(head);
            }
        }
    }

    private boolean stopping() {
        return closed || !turn.ours();
    }

    /** One event; false when the lane has to pause at it. */
    private boolean step(Told told, Set<String> blocked) {
        if (blocked.contains(told.aggregate())) {
            tables.parking().queue(place.hold(), told);
            place.movedInTable(told.position());
            return true;
        }
        Throwable failure = hand(told);
        if (failure != null) {
            return !closed && failed(told, failure, blocked);
        }
        place.moved(told.position());
        tally.count(delivery.name(), Result.DELIVERED);
        return true;
    }

    private boolean failed(Told told, Throwable failure, Set<String> blocked) {
        String name = delivery.name();
        int count = place.failures() + 1;
        tally.count(name, Result.FAILED);
        if (count < ATTEMPTS) {
            LOG.warn("{} failed on event {} of {} (attempt {})", name, told.position(), told.topic(), count, failure);
            waitFor(count);
            place.failed(count);
            return false;
        }
        LOG.error("{} failed {} times on event {}, it is parked", name, count, told.position(), failure);
        tables.parking().park(place.hold(), told, count, failure.toString());
        blocked.add(told.aggregate());
        place.movedInTable(told.position());
        tally.count(name, Result.PARKED);
        return true;
    }

    /** What the subscriber threw; null when it took notice. Whatever a bundle throws, the relay goes on. */
    private Throwable hand(Told told) {
        try {
            delivery.hand(told);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private void waitFor(int attempt) {
        long seconds = Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(attempt - 1, 6));
        notBefore = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
    }
}
