package org.aistack.kernel.events.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;

/**
 * The right to deliver to the subscribers of one name: one lane of this server at a time, and one server of all. The lease
 * outlives a lane, so a subscriber that is updated goes on at once where it was.
 */
final class Turn {

    /** How long a server that died keeps its subscribers. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** How often a server asks whether the one that delivers is still there. */
    private static final long ASK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Leases leases;
    private final String name;
    private final LongSupplier nanos;
    private final Semaphore place = new Semaphore(1);
    private volatile Lease lease;
    private volatile long askAt;

    Turn(Leases leases, String subscriber, LongSupplier nanos) {
        this.leases = leases;
        this.name = "events.lane." + subscriber;
        this.nanos = nanos;
        this.askAt = nanos.getAsLong();
    }

    /** Does this server deliver? */
    boolean ours() {
        Lease held = lease;
        return held != null && held.held();
    }

    /** The fencing number while this server delivers. */
    long token() {
        return lease.token();
    }

    /** Is it worth while to try to enter? */
    boolean due() {
        return ours() || nanos.getAsLong() - askAt >= 0;
    }

    /**
     * Begins to work, unless another lane or another server does.
     *
     * @throws org.aistack.kernel.Problem when the database cannot be asked
     */
    boolean enter() {
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
    boolean enter(long seconds) throws InterruptedException {
        if (!place.tryAcquire(seconds, TimeUnit.SECONDS)) {
            return false;
        }
        if (ours()) {
            return true;
        }
        place.release();
        return false;
    }

    void leave() {
        place.release();
    }

    /** Lets another server deliver; this one asks again after {@code waitNanos}. */
    void giveUp(long waitNanos) {
        askAt = nanos.getAsLong() + waitNanos;
        Lease held = lease;
        lease = null;
        if (held != null) {
            held.close();
        }
    }
}
