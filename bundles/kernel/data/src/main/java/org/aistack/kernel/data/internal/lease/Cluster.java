package org.aistack.kernel.data.internal.lease;

import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.aistack.kernel.cluster.Leader;
import org.aistack.kernel.cluster.Leases;
import org.aistack.kernel.cluster.Node;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** This server's part in the cluster while its database is open: who it is, its leases, and whether it leads. */
public final class Cluster implements AutoCloseable {

    /** One for renewals, so that they do not wait for the components that start and stop with the leader's marker. */
    private static final int THREADS = 2;

    private final ScheduledExecutorService worker = worker();
    private final LeaseBook leases;
    private final Leadership leadership;
    private final ServiceRegistration<Node> known;
    private final ServiceRegistration<?> offered;

    public Cluster(BundleContext context, DataSource pool, Node node) {
        leases = new LeaseBook(pool, node, worker);
        known = context.registerService(
                Node.class, node, new Hashtable<>(Map.of("name", node.name(), "life", node.life())));
        offered = context.registerService(Leases.class.getName(), new BundleLeases(leases), new Hashtable<>());
        leadership = new Leadership(leases, worker, leader -> {
            var marker =
                    context.registerService(Leader.class, leader, new Hashtable<>(Map.of("token", leader.token())));
            return marker::unregister;
        });
    }

    private static ScheduledExecutorService worker() {
        var number = new AtomicInteger();
        var worker = new ScheduledThreadPoolExecutor(THREADS, task -> {
            var thread = new Thread(task, "aistack-leases-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        worker.setRemoveOnCancelPolicy(true);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return worker;
    }

    /** Gives everything back, so that other servers need not wait for the end of its time. */
    @Override
    public void close() {
        leadership.close();
        offered.unregister();
        known.unregister();
        leases.close();
        worker.shutdownNow();
    }
}
