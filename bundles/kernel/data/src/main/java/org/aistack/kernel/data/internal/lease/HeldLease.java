package org.aistack.kernel.data.internal.lease;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.aistack.kernel.cluster.Lease;

/** A lease that is, or was, held here. */
final class HeldLease implements Lease {

    /** The part of its time after which a holder that cannot renew it stops counting on it. */
    private static final double SURE = 0.9;

    private final LeaseBook book;
    private final LongSupplier nanos;
    private final String name;
    private final long token;
    private final Duration time;
    private long deadline;
    private boolean over;

    /**
     * A lease just taken.
     *
     * @param nanos the clock that does not jump
     * @param asked what it showed before the database was asked
     */
    HeldLease(LeaseBook book, LongSupplier nanos, String name, long token, Duration time, long asked) {
        this.book = book;
        this.nanos = nanos;
        this.name = name;
        this.token = token;
        this.time = time;
        this.deadline = after(asked);
    }

    private long after(long asked) {
        return asked + (long) (time.toNanos() * SURE);
    }

    Duration time() {
        return time;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long token() {
        return token;
    }

    @Override
    public synchronized boolean held() {
        if (!over && nanos.getAsLong() - deadline >= 0) {
            over = true;
        }
        return !over;
    }

    /** It was renewed by a question asked at {@code asked}; too late when it had run out before the answer came. */
    synchronized boolean renewed(long asked) {
        if (held()) {
            deadline = after(asked);
        }
        return held();
    }

    /** Somebody else has it, or it is given back. */
    synchronized void end() {
        over = true;
    }

    @Override
    public void close() {
        book.giveBack(this);
    }
}
