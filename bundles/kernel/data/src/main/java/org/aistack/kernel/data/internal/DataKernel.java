package org.aistack.kernel.data.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.cluster.Node;
import org.aistack.kernel.data.internal.extender.UnitExtender;
import org.aistack.kernel.data.internal.lease.Cluster;
import org.aistack.kernel.data.internal.lease.NodeFile;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.migrate.Scripts;
import org.aistack.kernel.data.internal.pool.DataSettings;
import org.aistack.kernel.data.internal.pool.Database;
import org.aistack.kernel.data.internal.restore.Restoration;
import org.aistack.kernel.data.internal.work.Measure;
import org.aistack.kernel.data.internal.work.Outbox;
import org.aistack.kernel.data.internal.work.Trouble;
import org.aistack.kernel.data.internal.work.Units;
import org.aistack.kernel.events.OutboxListener;
import org.aistack.kernel.observe.Meters;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the parts together: opens the pool, makes the kernel's own tables as soon as the database answers, then offers the
 * data source and gives every capability its store. Its services carry no settings, so it registers them itself.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.aistack.kernel.data")
@Designate(ocd = DataSettings.class)
public final class DataKernel {

    private static final Logger LOG = LoggerFactory.getLogger(DataKernel.class);
    private static final int RETRY_MILLISECONDS = 1000;
    private static final int IN_USE_TRIES = 5;
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int H2_IN_USE = 90020;

    private final BundleContext context;
    private final Database database;
    private final Migrations migrations;
    private final Units units;
    private final UnitExtender extender;
    private final ScheduledExecutorService worker;
    private final Queue<ServiceRegistration<?>> services = new ConcurrentLinkedQueue<>();
    private final Path folder;
    private final FolderOwner owner;
    private final Node node;
    private volatile Cluster cluster;
    private volatile boolean stopped;
    private int inUse;

    /** Who may know whose work it is; there need be nobody. */
    @Reference
    private volatile List<Guard> guards;

    /** Who reads the outbox; without anybody it waits there. */
    @Reference
    private volatile List<OutboxListener> readers;

    @Activate
    public DataKernel(BundleContext context, DataSettings settings, @Reference Ids ids, @Reference Clock clock) {
        this.context = context;
        folder = Path.of(System.getProperty("aistack.data", "data"));
        owner = FolderOwner.of(folder, PATIENCE).orElseThrow(this::refuse);
        node = owner.keeping(() -> NodeFile.next(folder, Id.text(ids.next())));
        database = owner.keeping(() -> new Database(settings));
        migrations = new Migrations(database.patient(), database.transactional(), restoration());
        var outbox = new Outbox(ids, clock, this::caller, this::wake);
        units = new Units(database.pool(), database.dictionary(), outbox);
        worker = worker();
        extender = new UnitExtender(context, worker, migrations, units, outbox::forgetClasses);
        offer(
                HealthCheck.class,
                new DataHealth(database, extender::reasons),
                Map.of("hc.name", "data", "hc.title", "数据表 · Tables", "hc.tags", new String[] {"kernel", "ready"}));
        worker.execute(this::prepare);
    }

    private static Restoration restoration() {
        return new Restoration(Path.of(System.getProperty("aistack.data", "data"), "restore"));
    }

    private static ScheduledExecutorService worker() {
        var number = new AtomicInteger();
        var worker = new ScheduledThreadPoolExecutor(THREADS, task -> {
            var thread = new Thread(task, "aistack-data-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return worker;
    }

    private String caller() {
        List<Guard> known = guards;
        return known == null || known.isEmpty() ? "" : known.get(0).caller().id();
    }

    private void wake() {
        List<OutboxListener> known = readers;
        if (known != null) {
            known.forEach(OutboxListener::committed);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMeters(Meters meters) {
        units.measure(new DataMeters(meters));
    }

    void removeMeters(Meters meters) {
        units.measure(Measure.NONE);
    }

    private void prepare() {
        if (stopped) {
            return;
        }
        try {
            answers();
            migrations.run(Migrations.KERNEL, Scripts.in(context.getBundle(), Migrations.KERNEL));
            open();
        } catch (SQLException | IOException | RuntimeException | LinkageError e) {
            if (inUse(e)) {
                waitOrRefuse();
            } else if (Trouble.unavailable(e)) {
                Trouble.away(e);
                again();
            } else {
                LOG.error("the database cannot be used, so no capability has its tables", e);
            }
        }
    }

    private void again() {
        try {
            worker.schedule(this::prepare, RETRY_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped while waiting for the database", e);
        }
    }

    private void answers() throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            if (!connection.isValid(1)) {
                throw new SQLException("the database does not answer", "08000");
            }
        }
    }

    private void open() {
        Trouble.well();
        offer(DataSource.class, units.joined(), Map.of("name", "aistack"));
        cluster = new Cluster(context, database.pool(), node);
        extender.open();
        if (stopped) {
            withdraw();
        }
    }

    private <T> void offer(Class<T> type, T service, Map<String, ?> properties) {
        services.add(context.registerService(type, service, new Hashtable<>(properties)));
    }

    private void withdraw() {
        ServiceRegistration<?> service;
        while ((service = services.poll()) != null) {
            service.unregister();
        }
        Cluster left = cluster;
        if (left != null) {
            left.close();
        }
    }

    private static boolean inUse(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getErrorCode() == H2_IN_USE) {
                return true;
            }
        }
        return false;
    }

    private IllegalStateException refuse() {
        return Refusal.exit(FolderOwner.other(folder) + " uses the data folder " + folder);
    }

    /** The files of an embedded database elsewhere; a server that was just stopped may need a moment to let go of them. */
    private void waitOrRefuse() {
        if (++inUse < IN_USE_TRIES) {
            LOG.warn("another server uses the database; waiting for its end");
            again();
        } else {
            Refusal.exit("another server uses the database");
        }
    }

    @Deactivate
    void close() {
        stopped = true;
        worker.shutdown();
        withdraw();
        extender.close();
        database.close();
        owner.close();
    }
}
