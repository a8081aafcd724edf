package org.aistack.kernel.data.internal.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables of units up to date. All units share one schema; each has a history table of its own,
 * {@code <id>_schema}.
 */
public final class Migrations {

    /** The unit of the kernel's own tables, which must be migrated before all others. */
    public static final String KERNEL = "data";

    /** Names our lock among the database's advisory locks. */
    private static final long LOCK = 0x6169737461636bL;

    private final DataSource database;
    private final boolean transactional;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** @param transactional whether the database can roll back what changes tables */
    public Migrations(DataSource database, boolean transactional) {
        this.database = database;
        this.transactional = transactional;
    }

    /**
     * Runs the scripts of a unit that did not run yet.
     *
     * @throws RuntimeException when one fails; what ran before it stays
     */
    public void run(String unit, List<Script> scripts) {
        if (scripts.isEmpty()) {
            return;
        }
        synchronized (locks.computeIfAbsent(unit, id -> new Object())) {
            String fingerprint = fingerprint(scripts);
            if (!fingerprint.equals(known(unit))) {
                alone(() -> {
                    migrate(unit, scripts);
                    remember(unit, fingerprint);
                });
            }
        }
    }

    /** Keeps other servers on the same database from migrating meanwhile; an embedded one has no others. */
    private void alone(Runnable action) {
        if (!transactional) {
            action.run();
            return;
        }
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set lock_timeout = 0");
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                action.run();
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
                statement.execute("reset lock_timeout");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be kept for migrations", e);
        }
    }

    private void migrate(String unit, List<Script> scripts) {
        var undo = new Undo(database, unit);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Migrations.class.getClassLoader());
        try {
            var configuration = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database)
                    .table(unit + "_schema")
                    .resourceProvider(new GivenScripts(unit, scripts))
                    .loggers("slf4j")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .validateMigrationNaming(true);
            if (!transactional) {
                undo.whatWasCutShort();
                configuration.callbacks(undo);
            }
            configuration.load().migrate();
            if (!transactional) {
                undo.done();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an unfinished script of " + unit + " cannot be undone", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String known(String unit) {
        try (Connection connection = database.getConnection()) {
            try (var query = connection.prepareStatement("select fingerprint from data_unit where id = ?")) {
                query.setString(1, unit);
                try (var rows = query.executeQuery()) {
                    return rows.next() ? rows.getString(1) : null;
                }
            } catch (SQLException e) {
                return null; // the very first start: our own table is not there yet
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached", e);
        }
    }

    private void remember(String unit, String fingerprint) {
        try (Connection connection = database.getConnection();
                var update = connection.prepareStatement("update data_unit set fingerprint = ? where id = ?");
                var insert = connection.prepareStatement("insert into data_unit (fingerprint, id) values (?, ?)")) {
            update.setString(1, fingerprint);
            update.setString(2, unit);
            if (update.executeUpdate() == 0) {
                insert.setString(1, fingerprint);
                insert.setString(2, unit);
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the scripts of " + unit + " ran, but this could not be noted", e);
        }
    }

    private static String fingerprint(List<Script> scripts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Script script : scripts) {
                digest.update((script.name() + "\n" + script.text() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
