package org.aistack.kernel.data.internal.lease;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;
import org.aistack.kernel.cluster.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leases of this server: takes them, renews them, gives them back. */
public final class LeaseBook implements Leases, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseBook.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int LONGEST_NAME = 200;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long AGAIN_MILLISECONDS = 200;
    private static final int PARTS = 3;

    private final LeaseTable table;
    private final ScheduledExecutorService worker;
    private final LongSupplier nanos;
    private final Map<String, HeldLease> held = new ConcurrentHashMap<>();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Leases of one server.
     *
     * @param pool connections of their own: taking a lease joins no running write
     * @param worker renews them
     */
    public LeaseBook(DataSource pool, Node node, ScheduledExecutorService worker) {
        this(pool, node, worker, System::nanoTime);
    }

    LeaseBook(DataSource pool, Node node, ScheduledExecutorService worker, LongSupplier nanos) {
        this.table = new LeaseTable(pool, node);
        this.worker = worker;
        this.nanos = nanos;
    }

    @Override
    public Optional<Lease> acquire(String name, Duration time) {
        if (name.isBlank() || name.length() > LONGEST_NAME || time.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "a lease needs a name of at most 200 characters and at least a second: " + name + ", " + time);
        }
        if (closed || !asking.add(name)) {
            return Optional.empty();
        }
        try {
            HeldLease mine = held.get(name);
            return mine != null && mine.held() ? Optional.empty() : take(name, time);
        } catch (SQLException e) {
            LOG.debug("the lease {} cannot be asked for", name, e);
            throw Problem.of(KernelError.UNAVAILABLE).retryAfter(RETRY);
        } finally {
            asking.remove(name);
        }
    }

    private Optional<Lease> take(String name, Duration time) throws SQLException {
        long asked = nanos.getAsLong();
        OptionalLong token = table.take(name, time);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        var lease = new HeldLease(this, nanos, name, token.getAsLong(), time, asked);
        held.put(name, lease);
        if (closed) {
            giveBack(lease);
            return Optional.empty();
        }
        schedule(lease, time.toMillis() / PARTS);
        return Optional.of(lease);
    }

    private void schedule(HeldLease lease, long milliseconds) {
        try {
            worker.schedule(() -> renew(lease), milliseconds, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped, so {} is not renewed", lease.name(), e);
        }
    }

    private void renew(HeldLease lease) {
        if (held.get(lease.name()) != lease) {
            return;
        }
        try {
            long asked = nanos.getAsLong();
            if (lease.held() && table.renew(lease.name(), lease.token(), lease.time()) && lease.renewed(asked)) {
                schedule(lease, lease.time().toMillis() / PARTS);
                return;
            }
            LOG.warn("the lease {} was lost", lease.name());
            giveBack(lease);
        } catch (SQLException e) {
            LOG.debug("the lease {} cannot be renewed now", lease.name(), e);
            schedule(lease, AGAIN_MILLISECONDS);
        }
    }

    void giveBack(HeldLease lease) {
        lease.end();
        if (held.remove(lease.name(), lease)) {
            try {
                table.release(lease.name(), lease.token());
            } catch (SQLException e) {
                LOG.debug("the lease {} could not be given back; its time will run out", lease.name(), e);
            }
        }
    }

    /** Gives back everything. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(held.values()).forEach(this::giveBack);
    }
}
