package org.aistack.kernel.backup.internal.dump;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.aistack.kernel.backup.internal.part.Manifest;

/** All tables as they are at one moment, however long reading takes: one transaction that sees nothing later. */
public final class Snapshot implements AutoCloseable {

    private static final String HISTORY = "_schema";

    /** What belongs to the tables, not to the data: it is made again with them. */
    private static final Set<String> NOT_DATA = Set.of("data_unit", "data_migrating");

    private final Connection connection;
    private final String database;
    private final Set<String> tables = new TreeSet<>();

    private Snapshot(Connection connection) throws SQLException {
        this.connection = connection;
        database = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    }

    /** Begins; what is committed from now on is not seen. */
    public static Snapshot of(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        try {
            var snapshot = new Snapshot(connection);
            // H2 extends a snapshot over all tables only when it is asked for more than repeatable reads
            connection.setTransactionIsolation(
                    snapshot.embedded() ? Connection.TRANSACTION_SERIALIZABLE : Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            snapshot.look();
            return snapshot;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private boolean embedded() {
        return database.equals("h2");
    }

    private void look() throws SQLException {
        // a table is read first: looking at the catalogue alone does not fix the moment everywhere
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from data_position")) {
            row.next();
        }
        try (var rows = connection.getMetaData().getTables(null, "public", "%", null)) {
            while (rows.next()) {
                String type = rows.getString("TABLE_TYPE");
                if (type.equals("TABLE") || type.equals("BASE TABLE")) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
        }
    }

    /** {@code h2} or {@code postgresql}. */
    public String database() {
        return database;
    }

    /** Every capability that ever had tables here, its tables still without a number of rows. */
    public List<Manifest.Unit> units() throws SQLException {
        var units = new ArrayList<Manifest.Unit>();
        for (String history : tables) {
            String id = history.endsWith(HISTORY) ? history.substring(0, history.length() - HISTORY.length()) : "_";
            if (!id.contains("_")) {
                var own = tables.stream()
                        .filter(name -> name.startsWith(id + "_") && !name.equals(history) && !NOT_DATA.contains(name))
                        .map(name -> new Manifest.Table(name, 0))
                        .toList();
                units.add(new Manifest.Unit(id, version(history), own));
            }
        }
        return units;
    }

    private String version(String history) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select version from " + history
                        + " where success and version is not null order by installed_rank desc limit 1")) {
            if (!row.next()) {
                throw new SQLException(history + " names no version: a migration has not ended");
            }
            return row.getString(1);
        }
    }

    /** Writes a table's rows to a file. */
    public TableDump.Dumped dump(String table, Path file, LongConsumer read) throws SQLException, IOException {
        return TableDump.write(connection, table, file, read);
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        } finally {
            connection.close();
        }
    }
}
