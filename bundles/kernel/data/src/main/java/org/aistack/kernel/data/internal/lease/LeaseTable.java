package org.aistack.kernel.data.internal.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.aistack.kernel.cluster.Node;

/**
 * The rows of leases. All times are the database's, so the clocks of servers do not matter. Each change is one statement
 * whose condition the database checks under the row's lock.
 */
final class LeaseTable {

    private static final String NOW = "cast(extract(epoch from current_timestamp) * 1000 as bigint)";
    private static final String DUPLICATE = "23505";
    private static final int PATIENCE_SECONDS = 5;

    private final DataSource pool;
    private final Node node;

    LeaseTable(DataSource pool, Node node) {
        this.pool = pool;
        this.node = node;
    }

    /**
     * Takes the lease if it is free, its time is over, or it was held by an earlier life of this server. Whether this life
     * holds it the caller has to know.
     *
     * @return the number of the new holder
     */
    OptionalLong take(String name, Duration time) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                OptionalLong token = take(connection, name, time);
                connection.commit();
                return token;
            } catch (SQLException e) {
                connection.rollback();
                if (DUPLICATE.equals(e.getSQLState())) {
                    return OptionalLong.empty(); // another server made the row between our two statements
                }
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private OptionalLong take(Connection connection, String name, Duration time) throws SQLException {
        String free = "until < " + NOW + " or server = ? and life <= ?";
        try (var update = prepare(
                connection,
                "update data_lease set server = ?, life = ?, token = token + 1, until = " + NOW + " + ?"
                        + " where name = ? and (" + free + ")")) {
            update.setString(1, node.name());
            update.setLong(2, node.life());
            update.setLong(3, time.toMillis());
            update.setString(4, name);
            update.setString(5, node.name());
            update.setLong(6, node.life());
            if (update.executeUpdate() == 1) {
                return OptionalLong.of(token(connection, name));
            }
        }
        try (var insert = prepare(
                connection,
                "insert into data_lease (name, server, life, token, until) select ?, ?, ?, 1, " + NOW + " + ?"
                        + " where not exists (select 1 from data_lease where name = ?)")) {
            insert.setString(1, name);
            insert.setString(2, node.name());
            insert.setLong(3, node.life());
            insert.setLong(4, time.toMillis());
            insert.setString(5, name);
            return insert.executeUpdate() == 1 ? OptionalLong.of(1) : OptionalLong.empty();
        }
    }

    private static long token(Connection connection, String name) throws SQLException {
        try (var select = prepare(connection, "select token from data_lease where name = ?")) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Makes it last {@code time} from now on; false when somebody else has it. */
    boolean renew(String name, long token, Duration time) throws SQLException {
        return change("until = " + NOW + " + " + time.toMillis(), name, token);
    }

    /** Gives it back, unless somebody else has it already. */
    void release(String name, long token) throws SQLException {
        change("until = 0", name, token);
    }

    private boolean change(String what, String name, long token) throws SQLException {
        try (Connection connection = pool.getConnection();
                var update = prepare(connection, "update data_lease set " + what + " where name = ? and token = ?")) {
            update.setString(1, name);
            update.setLong(2, token);
            return update.executeUpdate() == 1;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(PATIENCE_SECONDS);
        return statement;
    }
}
