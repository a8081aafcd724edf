package org.aistack.kernel.data.internal.migrate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.aistack.kernel.data.internal.restore.Restoration;
import org.aistack.kernel.data.internal.restore.RestoreRefused;
import org.aistack.kernel.data.internal.restore.RestoredUnit;
import org.aistack.kernel.data.internal.work.Trouble;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of units up to date. All units share one schema; each has a history table of its own,
 * {@code <id>_schema}.
 */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** The unit of the kernel's own tables, which must be migrated before all others. */
    public static final String KERNEL = "data";

    /** Names our lock among the database's advisory locks. */
    private static final long LOCK = 0x6169737461636bL;

    private final DataSource database;
    private final boolean transactional;
    private final Restoration restoration;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    /** @param transactional whether the database can roll back what changes tables */
    public Migrations(DataSource database, boolean transactional) {
        this(database, transactional, new Restoration(Path.of("")));
    }

    /**
     * The same, with rows that wait to be restored.
     *
     * @param restoration what waits
     */
    public Migrations(DataSource database, boolean transactional, Restoration restoration) {
        this.database = database;
        this.transactional = transactional;
        this.restoration = restoration;
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
            restore(unit, scripts);
            String fingerprint = fingerprint(scripts);
            if (!fingerprint.equals(known(unit))) {
                alone(() -> {
                    migrate(unit, scripts, MigrationVersion.LATEST);
                    remember(unit, fingerprint);
                });
            }
        }
    }

    /** Makes the tables as they were when the unit was saved, and puts its rows in. */
    private void restore(String unit, List<Script> scripts) {
        restoration.of(unit).ifPresent(saved -> {
            try {
                var version = MigrationVersion.fromVersion(saved.version());
                if (scripts.stream().noneMatch(script -> version.equals(script.version()))) {
                    throw new RestoreRefused("the backup has tables of version " + saved.version()
                            + ", which this server does not know yet; restore with a newer one");
                }
                saved.begin(database);
                alone(() -> {
                    migrate(unit, scripts, version);
                    load(unit, saved);
                });
                restoration.loaded(saved);
            } catch (RestoreRefused e) {
                restoration.refused(unit, e.getMessage());
                throw e;
            } catch (SQLException e) {
                throw new IllegalStateException("the rows of " + unit + " cannot be restored", e);
            }
        });
    }

    private void load(String unit, RestoredUnit saved) {
        try {
            LOG.info("{}: {} rows were restored", unit, saved.load(database));
        } catch (SQLException e) {
            if (!Trouble.locked(e) && !Trouble.unavailable(e)) {
                restoration.refused(unit, e.getMessage());
            }
            throw new IllegalStateException("the rows of " + unit + " cannot be restored", e);
        }
    }

    /** Keeps other servers on the same database from migrating meanwhile; an embedded one has no others. */
    private void alone(Runnable action) {
        if (!transactional) {
            // changes of tables lock H2's catalogue: one unit after the other
            synchronized (locks) {
                action.run();
            }
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

    private void migrate(String unit, List<Script> scripts, MigrationVersion target) {
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
                    .target(target)
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
