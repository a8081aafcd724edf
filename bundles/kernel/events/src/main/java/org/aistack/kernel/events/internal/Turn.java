package org.aistack.kernel.events.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;

/**
 * The right to deliver to the subscribers of one name, or to the webhooks: one worker of this server at a time, and one
 * server of all. The lease outlives a worker, so a subscriber that is updated goes on at once where it was.
 */
public final class Turn {

    /** How long a server that died keeps its subscribers. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** How often a server asks whether the one that delivers is still there. */
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Leases leases;
    private final String name;
    private final LongSupplier nanos;
    private final Semaphore place = new Semaphore(1);
    private volatile Lease lease;
    private volatile long askAt;

    /**
     * Nobody works yet.
     *
     * @param name of the lease
     * @param nanos a clock that does not jump
     */
    public Turn(Leases leases, String name, LongSupplier nanos) {
        this.leases = leases;
        this.name = name;
        this.nanos = nanos;
        this.askAt = nanos.getAsLong();
    }

    /** Does this server deliver? */
    public boolean ours() {
        Lease held = lease;
        return held != null && held.held();
    }

    /** The fencing number while this server delivers. */
    public long token() {
        return lease.token();
    }

    /** Is it worth while to try to enter? */
    public boolean due() {
        return ours() || nanos.getAsLong() - askAt >= 0;
    }

    /**
     * Begins to work, unless another lane or another server does.
     *
     * @throws org.aistack.kernel.Problem when the database cannot be asked
     */
    public boolean enter() {
        if (!place.tryAcquire()) {
            return false;
        }
        boolean in = false;
        try {
            in = ours() || take();
            return in;
        } finally {
            if (!in) {
                place.release();
            }
        }
    }

    private boolean take() {
        if (!due()) {
            return false;
        }
        askAt = nanos.getAsLong() + ASK_NANOS;
        Optional<Lease> taken = leases.acquire(name, LEASE);
        taken.ifPresent(held -> lease = held);
        return taken.isPresent();
    }

    /** Waits until no lane works any more, and begins; false when it still works then or another server delivers. */
    public boolean enter(long seconds) throws InterruptedException {
        if (!place.tryAcquire(seconds, TimeUnit.SECONDS)) {
            return false;
        }
        if (ours()) {
            return true;
        }
        place.release();
        return false;
    }

    public void leave() {
        place.release();
    }

    /** Lets another server deliver; this one asks again after {@code waitNanos}. */
    public void giveUp(long waitNanos) {
        askAt = nanos.getAsLong() + waitNanos;
        Lease held = lease;
        lease = null;
        if (held != null) {
            held.close();
        }
    }
}
