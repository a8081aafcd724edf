package org.aistack.kernel.data.internal.work;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The data source that everybody is given, instead of the pool: inside a running write it hands out that write's
 * connection, elsewhere one of the pool's.
 */
final class JoinedDataSource implements DataSource {

    private final DataSource pool;
    private final ThreadLocal<JointWork> running;

    JoinedDataSource(DataSource pool, ThreadLocal<JointWork> running) {
        this.pool = pool;
        this.running = running;
    }

    @Override
    public Connection getConnection() throws SQLException {
        JointWork work = running.get();
        return work == null ? pool.getConnection() : work.connection();
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
