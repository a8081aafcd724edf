package org.aistack.kernel.data.internal.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.aistack.kernel.Problem;
import org.aistack.kernel.cluster.Leader;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to lead, for as long as it is open, and has the marker published exactly while it does. */
public final class Leadership implements AutoCloseable {

    /** The lease of whoever leads. */
    public static final String NAME = "kernel.leader";

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final long LOOK_MILLISECONDS = 500;

    private final Leases leases;
    private final Function<Leader, Runnable> publish;
    private final ScheduledFuture<?> task;
    private Lease lease;
    private Runnable withdraw;
    private boolean closed;

    /** @param publish shows the marker and returns what takes it away */
    public Leadership(Leases leases, ScheduledExecutorService worker, Function<Leader, Runnable> publish) {
        this.leases = leases;
        this.publish = publish;
        task = worker.scheduleWithFixedDelay(this::look, 0, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        try {
            if (lease != null && !lease.held()) {
                LOG.warn("this server does not lead any more");
                end();
            }
            if (lease == null && !closed) {
                Optional<Lease> taken = leases.acquire(NAME, TIME);
                if (taken.isPresent()) {
                    begin(taken.get());
                }
            }
        } catch (Problem e) {
            LOG.debug("who leads cannot be known now", e);
        } catch (RuntimeException e) {
            LOG.error("leading failed", e); // the next look tries again
        }
    }

    private void begin(Lease taken) {
        lease = taken;
        long token = taken.token();
        LOG.info("this server leads, as number {}", token);
        withdraw = publish.apply(() -> token);
    }

    private void end() {
        Lease ended = lease;
        lease = null;
        if (withdraw != null) {
            withdraw.run();
            withdraw = null;
        }
        ended.close();
    }

    /** Takes the marker away, then lets another server lead at once. */
    @Override
    public synchronized void close() {
        closed = true;
        task.cancel(false);
        if (lease != null) {
            end();
        }
    }
}
