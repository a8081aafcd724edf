package org.aistack.kernel.data.internal.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feels whether a database elsewhere is alive, on a connection of its own. While it is not, nobody needs to wait to learn
 * that; when it stays so, those who wait for an answer are freed, for a frozen database would hold them for half a minute.
 */
final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final long PERIOD_MILLISECONDS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Source source;
    private final Runnable free;
    private final ScheduledExecutorService worker;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile boolean away;
    private Connection connection;
    private long missing;
    private boolean freed;

    /** Where the own connection comes from. */
    @FunctionalInterface
    interface Source {
        /** A connection whose every question is answered, or fails, within a second or two. */
        Connection open() throws SQLException;
    }

    /** @param free ends all connections in use */
    Pulse(Source source, Runnable free) {
        this.source = source;
        this.free = free;
        worker = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "aistack-database-pulse");
            thread.setDaemon(true);
            return thread;
        });
        worker.scheduleWithFixedDelay(this::feel, 0, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /** Whether the database did not answer when it was last asked. */
    boolean away() {
        return away;
    }

    /** Somebody got no connection: looks at once whether that is why. */
    void soon() {
        if (asked.compareAndSet(false, true)) {
            try {
                worker.execute(this::feel);
            } catch (RejectedExecutionException e) {
                LOG.debug("closed", e);
            }
        }
    }

    private void feel() {
        asked.set(false);
        try {
            if (connection == null) {
                connection = source.open();
            }
            try (var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            away = false;
            freed = false;
        } catch (SQLException | RuntimeException e) {
            drop();
            missed(e);
        }
    }

    private void missed(Exception e) {
        LOG.debug("the database does not answer", e);
        long now = System.nanoTime();
        if (!away) {
            missing = now;
            away = true;
        } else if (!freed && now - missing >= PATIENCE.toNanos()) {
            freed = true;
            free.run();
        }
    }

    private void drop() {
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("closing a dead connection", e);
            }
            connection = null;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        try {
            worker.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop();
    }
}
