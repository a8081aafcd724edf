package org.aistack.kernel.rest.internal.admit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * The requests of one capability: so many are worked on at once, the others wait in a bounded queue. Whoever would wait
 * longer than is worth while is refused at once, whoever did wait longer is refused instead of being served late. Another
 * capability has another lane, so a slow one takes nobody else's threads.
 */
public final class Lane {

    /** Weight of the newest service time in the average. */
    private static final double NEWEST = 0.05;

    /**
     * How much a lane takes.
     *
     * @param workers requests that are worked on at once
     * @param queue requests that wait at most
     * @param budgetNanos longest wait
     */
    public record Size(int workers, int queue, long budgetNanos) {}

    /** What becomes of a request. */
    public enum Verdict {
        /** It runs now; {@link #leave} when it has ended. */
        RUN,
        /** It waits until {@link Ticket#ready} is called. */
        WAIT,
        /** There is no room, or it would take too long. */
        REFUSE
    }

    private final Size size;
    private final LongSupplier nanos;
    private final Deque<Ticket> waiting = new ArrayDeque<>();
    private int running;
    private double serviceNanos;

    public Lane(Size size, LongSupplier nanos) {
        this.size = size;
        this.nanos = nanos;
    }

    /** Lets a request in, puts it in the queue, or neither. */
    public Verdict enter(Ticket ticket) {
        synchronized (this) {
            if (running < size.workers()) {
                running++;
                return Verdict.RUN;
            }
            // half of the budget: an estimate is wrong as often to this side as to the other
            double expected = serviceNanos * (waiting.size() + 1) / size.workers();
            if (waiting.size() >= size.queue() || expected > size.budgetNanos() / 2.0) {
                return Verdict.REFUSE;
            }
        }
        // this takes a moment, in which others may come and go
        ticket.suspend(nanos.getAsLong());
        boolean room;
        synchronized (this) {
            room = running < size.workers();
            if (room) {
                running++;
                ticket.take(true);
            } else {
                waiting.add(ticket);
            }
        }
        if (room && !ticket.ready()) {
            leave(nanos.getAsLong());
        }
        return Verdict.WAIT;
    }

    /** A request has ended that began at {@code start}; the next one takes its place. */
    public void leave(long start) {
        Ticket next;
        do {
            next = next(start);
        } while (next != null && !next.ready());
    }

    /** Who runs now; those that waited too long are told so on the way. */
    private Ticket next(long start) {
        Deque<Ticket> late = new ArrayDeque<>();
        Ticket next = null;
        synchronized (this) {
            long now = nanos.getAsLong();
            serviceNanos += NEWEST * (now - start - serviceNanos);
            while (next == null && !waiting.isEmpty()) {
                Ticket first = waiting.poll();
                if (!first.take(now - first.queuedAt() <= size.budgetNanos())) {
                    late.add(first);
                } else {
                    next = first;
                }
            }
            if (next == null) {
                running--;
            }
        }
        late.forEach(Ticket::ready);
        return next;
    }

    /** The ticket's time is over; false when it was taken from the queue before. */
    boolean expire(Ticket ticket) {
        synchronized (this) {
            if (!waiting.remove(ticket)) {
                return false;
            }
            ticket.take(false);
        }
        return true;
    }

    long budgetMillis() {
        return size.budgetNanos() / 1_000_000;
    }

    synchronized int running() {
        return running;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
