package org.aistack.kernel.data.internal.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to PostgreSQL that wait for nothing for ever: not to be made, not for an answer. Those in use can be ended
 * from outside.
 */
final class Postgres extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

    /** Longer than the database itself lets a statement run. */
    private static final int ANSWER_MILLISECONDS = 35_000;

    /** For work that is known to be long: changes of tables. */
    private static final int PATIENT_MILLISECONDS = 3_600_000;

    private static final int PULSE_MILLISECONDS = 1000;

    private final boolean patient;
    private final transient Set<Connection> open = ConcurrentHashMap.newKeySet();

    /** @param patient whether statements may run for up to an hour */
    Postgres(String url, String user, String password, boolean patient) {
        this.patient = patient;
        setURL(url);
        setUser(user);
        setPassword(password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = answering(patient ? PATIENT_MILLISECONDS : ANSWER_MILLISECONDS);
        if (patient) {
            try (var statement = connection.createStatement()) {
                statement.execute("set statement_timeout = 0");
            }
        }
        open.removeIf(Postgres::closed);
        open.add(connection);
        return connection;
    }

    /** A connection that must answer within a second. */
    Connection brief() throws SQLException {
        return answering(PULSE_MILLISECONDS);
    }

    private Connection answering(int milliseconds) throws SQLException {
        Connection connection = super.getConnection();
        connection.setNetworkTimeout(Runnable::run, milliseconds);
        return connection;
    }

    /** Ends every connection of {@link #getConnection()}: whoever waits for an answer on one learns it at once. */
    void abort() {
        LOG.warn("the database has not answered for seconds; {} connections are given up", open.size());
        for (Connection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("giving up a connection", e);
            }
        }
        open.clear();
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
