package org.aistack.kernel.events.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.aistack.kernel.events.internal.store.Parked;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.events.internal.store.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of events to one subscriber: strictly one after the other, on at most one thread. Lanes of the same name (of a
 * bundle and its replacement) share one turn, so the new one begins where the old one ended. The cursor moves after
 * success only.
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

    static final int ATTEMPTS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int BATCH = 100;
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Delivery<?> delivery;
    private final RelayTables tables;
    private final Semaphore turn;
    private final LongSupplier nanos;
    private final Tally tally;
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile boolean closed;
    private volatile boolean opened;
    private volatile long position;
    private volatile int failures;
    private volatile long notBefore;
    private volatile Thread runner;
    private int troubles;
    private long saved;

    Lane(Delivery<?> delivery, RelayTables tables, Semaphore turn, LongSupplier nanos, Tally tally) {
        this.delivery = delivery;
        this.tables = tables;
        this.turn = turn;
        this.nanos = nanos;
        this.tally = tally;
        this.notBefore = nanos.getAsLong();
    }

    Delivery<?> delivery() {
        return delivery;
    }

    long position() {
        return position;
    }

    int failures() {
        return failures;
    }

    /** False until the cursor was read for the first time. */
    boolean opened() {
        return opened;
    }

    /** Is it worth while to wake this lane, given the outbox's head? */
    boolean due(long head, Set<String> retrying) {
        return !closed
                && nanos.getAsLong() - notBefore >= 0
                && (!opened || position < head || retrying.contains(delivery.name()));
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
            if (!closed && turn.tryAcquire()) {
                try {
                    runner = Thread.currentThread();
                    work();
                } finally {
                    runner = null;
                    turn.release();
                }
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
            if (turn.tryAcquire(seconds, TimeUnit.SECONDS)) {
                try {
                    saveMoved();
                } finally {
                    turn.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes down how far the lane came by events that are none of its subscriber's business. */
    void flush() {
        if (!closed && turn.tryAcquire()) {
            try {
                saveMoved();
            } finally {
                turn.release();
            }
        }
    }

    private void saveMoved() {
        if (opened && saved != position) {
            try {
                save(position, failures);
            } catch (RuntimeException e) {
                LOG.debug("the place of {} is written later", delivery.name(), e);
            }
        }
    }

    private void work() {
        try {
            if (!opened) {
                var found = tables.positions().open(delivery.name(), delivery.topic());
                position = found.position();
                saved = position;
                failures = found.failures();
                opened = true;
            }
            retryParked();
            deliverNew();
            troubles = 0;
        } catch (RuntimeException e) {
            // the database, not the subscriber: nobody's failures are counted
            if (troubles++ == 0 && !closed) {
                LOG.warn("the relay to {} waits for the database", delivery.name(), e);
            }
            waitFor(troubles);
        }
    }

    private void retryParked() {
        String name = delivery.name();
        for (String aggregate : tables.parking().retrying(name)) {
            for (Parked parked : tables.parking().chain(name, aggregate)) {
                Throwable failure = closed ? new InterruptedException() : hand(parked.told());
                if (closed && failure != null) {
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
        while (more && !closed) {
            long head = tables.outbox().head();
            List<Told> next = tables.outbox().after(position, delivery.topic(), head, BATCH);
            for (Told told : next) {
                if (closed || !step(told, blocked)) {
                    return;
                }
            }
            more = next.size() == BATCH;
            if (!more) {
                position = Math.max(position, head);
            }
        }
    }

    /** One event; false when the lane has to pause at it. */
    private boolean step(Told told, Set<String> blocked) {
        if (blocked.contains(told.aggregate())) {
            tables.parking().queue(delivery.name(), told);
            moved(told);
            return true;
        }
        Throwable failure = hand(told);
        if (failure != null) {
            return !closed && failed(told, failure, blocked);
        }
        save(told.position(), 0);
        moved(told);
        tally.count(delivery.name(), Result.DELIVERED);
        return true;
    }

    private boolean failed(Told told, Throwable failure, Set<String> blocked) {
        String name = delivery.name();
        int count = failures + 1;
        tally.count(name, Result.FAILED);
        if (count < ATTEMPTS) {
            LOG.warn("{} failed on event {} of {} (attempt {})", name, told.position(), told.topic(), count, failure);
            waitFor(count);
            save(position, count);
            failures = count;
            return false;
        }
        LOG.error("{} failed {} times on event {}, it is parked", name, count, told.position(), failure);
        tables.parking().park(name, told, count, failure.toString());
        blocked.add(told.aggregate());
        moved(told);
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

    private void moved(Told told) {
        position = told.position();
        saved = position;
        failures = 0;
    }

    private void save(long to, int failed) {
        tables.positions().save(delivery.name(), to, failed);
        saved = to;
    }

    private void waitFor(int attempt) {
        long seconds = Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(attempt - 1, 6));
        notBefore = nanos.getAsLong() + TimeUnit.SECONDS.toNanos(seconds);
    }
}
