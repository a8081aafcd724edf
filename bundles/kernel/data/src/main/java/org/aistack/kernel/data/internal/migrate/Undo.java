package org.aistack.kernel.data.internal.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Undoes scripts that failed or were cut short on H2, which commits each change of tables at once. Before a script runs,
 * what the unit has is written down; what is there beyond that when the script has not finished was made by it.
 */
final class Undo implements Callback {

    /** Constraints, indexes and columns of old tables, then new tables and sequences; each as the statement that drops it. */
    private static final String OBJECTS =
            """
            select 1 as n, 'alter table ' || table_name || ' drop constraint ' || constraint_name as undo
              from information_schema.table_constraints where table_schema = 'public' and table_name like ?
            union all
            select 2, 'drop index ' || index_name
              from information_schema.indexes
             where table_schema = 'public' and table_name like ? and index_type_name = 'INDEX'
            union all
            select 3, 'alter table ' || table_name || ' drop column ' || column_name
              from information_schema.columns where table_schema = 'public' and table_name like ?
            union all
            select 4, 'drop table ' || table_name || ' cascade'
              from information_schema.tables where table_schema = 'public' and table_name like ?
            union all
            select 5, 'drop sequence ' || sequence_name
              from information_schema.sequences where sequence_schema = 'public' and sequence_name like ?
            order by n, undo
            """;

    private static final String FIRST = "001";

    private final DataSource database;
    private final String unit;

    Undo(DataSource database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "undo";
    }

    @Override
    public void handle(Event event, Context context) {
        try (Connection connection = database.getConnection()) {
            if (has(connection, "data_migrating")) {
                forget(connection);
                execute(
                        connection,
                        "insert into data_migrating (id, version, objects) values (?, ?, ?)",
                        unit,
                        context.getMigrationInfo().getVersion().getVersion(),
                        String.join("\n", objects(connection)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what " + unit + " has cannot be written down", e);
        }
    }

    /** The last run went to its end. */
    void done() throws SQLException {
        try (Connection connection = database.getConnection()) {
            forget(connection);
        }
    }

    /** Removes what an unfinished script left. */
    void whatWasCutShort() throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!has(connection, unit + "_schema")) {
                return;
            }
            execute(connection, "delete from " + unit + "_schema where not success");
            if (unit.equals(Migrations.KERNEL) && !ran(connection, FIRST)) {
                drop(connection, Set.of()); // it makes the very table that others are written down in
                return;
            }
            try (var query = connection.prepareStatement("select version, objects from data_migrating where id = ?")) {
                query.setString(1, unit);
                try (var row = query.executeQuery()) {
                    if (row.next() && !ran(connection, row.getString(1))) {
                        drop(
                                connection,
                                Set.copyOf(Arrays.asList(row.getString(2).split("\n"))));
                    }
                }
            }
        }
    }

    private void drop(Connection connection, Set<String> before) throws SQLException {
        Set<String> now = objects(connection);
        now.removeAll(before);
        Set<String> newTables = now.stream()
                .filter(undo -> undo.startsWith("drop table "))
                .map(undo -> undo.split(" ")[2])
                .collect(Collectors.toSet());
        for (String undo : now) {
            boolean goesWithItsTable = undo.startsWith("alter table ") && newTables.contains(undo.split(" ")[2]);
            if (!goesWithItsTable) {
                execute(connection, undo.replace("drop index ", "drop index if exists "));
            }
        }
    }

    private Set<String> objects(Connection connection) throws SQLException {
        var objects = new LinkedHashSet<String>();
        try (var query = connection.prepareStatement(OBJECTS)) {
            for (int i = 1; i <= 5; i++) {
                query.setString(i, unit + "\\_%");
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    if (!rows.getString(2).contains(" " + unit + "_schema")) {
                        objects.add(rows.getString(2));
                    }
                }
            }
        }
        return objects;
    }

    private boolean ran(Connection connection, String version) throws SQLException {
        try (var query =
                connection.prepareStatement("select count(*) from " + unit + "_schema where version = ? and success")) {
            query.setString(1, version);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        }
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        try (var rows = connection.getMetaData().getTables(null, "public", table, null)) {
            return rows.next();
        }
    }

    private void forget(Connection connection) throws SQLException {
        execute(connection, "delete from data_migrating where id = ?", unit);
    }

    private static void execute(Connection connection, String sql, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
