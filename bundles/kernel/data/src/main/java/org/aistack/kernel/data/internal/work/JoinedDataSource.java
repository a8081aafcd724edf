package org.aistack.kernel.data.internal.work;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * The data source that everybody is given, instead of the pool: inside a running write it hands out that write's
 * connection, elsewhere one of the pool's.
 */
final class JoinedDataSource implements DataSource {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(JoinedDataSource.class);

    private final DataSource pool;
    private final ThreadLocal<JointWork> running;
    private final ThreadLocal<List<Connection>> reading = new ThreadLocal<>();

    JoinedDataSource(DataSource pool, ThreadLocal<JointWork> running) {
        this.pool = pool;
        this.running = running;
    }

    @Override
    public Connection getConnection() throws SQLException {
        JointWork work = running.get();
        if (work != null) {
            return work.connection();
        }
        Connection connection = pool.getConnection();
        List<Connection> taken = reading.get();
        if (taken != null) {
            taken.add(connection);
        }
        return connection;
    }

    /**
     * From now on connections that this thread takes are given back when the answer ends, at the latest. OpenJPA keeps
     * the connection of a query that could not even begin, for instance when the database has just gone.
     */
    Reading reading() {
        if (reading.get() != null) {
            return () -> {}; // a read inside a read: the outer one sees to it
        }
        List<Connection> taken = new ArrayList<>(1);
        reading.set(taken);
        return () -> {
            reading.remove();
            for (Connection connection : taken) {
                try {
                    connection.close(); // does nothing when it was given back
                } catch (SQLException e) {
                    LOG.debug("giving a connection back", e);
                }
            }
        };
    }

    /** What a read has taken. */
    @FunctionalInterface
    interface Reading {
        void end();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || pool.isWrapperFor(type);
    }
}
