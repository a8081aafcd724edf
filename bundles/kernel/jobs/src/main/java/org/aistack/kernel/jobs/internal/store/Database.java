package org.aistack.kernel.jobs.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.aistack.kernel.data.Store;

/**
 * Plain JDBC inside of units of work: what jobs need are conditional updates and their row counts. The store opens and
 * ends the unit of work, or joins the running one.
 */
final class Database {

    /** Work on one connection. */
    @FunctionalInterface
    interface Task<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Makes something of the current row. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Store<?> store;
    private final DataSource source;

    Database(Store<?> store, DataSource source) {
        this.store = store;
        this.source = source;
    }

    <T> T write(Task<T> task) {
        return write(task, () -> {});
    }

    /** @param after runs after the commit of the whole work */
    <T> T write(Task<T> task, Runnable after) {
        return store.write(work -> {
            T result = run(task);
            work.afterCommit(after);
            return result;
        });
    }

    int update(String sql, Object... values) {
        return write(connection -> update(connection, sql, values));
    }

    <T> List<T> query(Reading<T> row, String sql, Object... values) {
        return store.read(session -> run(connection -> query(connection, row, sql, values)));
    }

    private <T> T run(Task<T> task) {
        try (Connection connection = source.getConnection()) {
            return task.on(connection);
        } catch (SQLException e) {
            // the store tells from the cause what it means
            throw new DatabaseFailure(e);
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> query(Connection connection, Reading<T> row, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant moment ? column(moment) : values[i]);
        }
    }

    /** {@code ?, ?, ?} for so many values. */
    static String marks(int count) {
        return String.join(", ", java.util.Collections.nCopies(count, "?"));
    }

    /** A moment as columns hold it: UTC without zone. */
    static LocalDateTime column(Instant moment) {
        return LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** The moment in a column; null when it holds none. */
    static Instant moment(ResultSet row, String column) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }
}
