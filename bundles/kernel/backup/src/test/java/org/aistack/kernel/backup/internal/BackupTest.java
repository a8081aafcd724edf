package org.aistack.kernel.backup.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.aistack.kernel.Problem;
import org.aistack.kernel.backup.internal.part.Manifest;
import org.aistack.kernel.backup.internal.part.Vault;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;
import org.aistack.kernel.data.FileHold;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.migrate.Scripts;
import org.aistack.kernel.data.internal.pool.Database;
import org.aistack.kernel.data.internal.restore.Restoration;
import org.aistack.kernel.data.internal.restore.RestoreRefused;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestIds;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A backup under load is one moment, on both databases, and can go from one to the other. */
public class BackupTest {

    private static final int ACCOUNTS = 40;
    private static final int WRITERS = 3;
    private static final String SECRET = "correct horse battery";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void isOneMomentOnH2() throws Exception {
        roundTrip(false, false);
    }

    @Test
    public void isOneMomentOnPostgres() throws Exception {
        roundTrip(true, true);
    }

    @Test
    public void goesFromH2ToPostgresAndBack() throws Exception {
        roundTrip(false, true);
        roundTrip(true, false);
    }

    private void roundTrip(boolean fromPostgres, boolean toPostgres) throws Exception {
        Path base = folder.newFolder().toPath();
        Installation old = installation(base.resolve("old"));
        Manifest made;
        try (TestDatabase database = open(fromPostgres, base)) {
            migrate(database.pool(), fromPostgres);
            fill(database.pool());
            made = underLoad(old, database.pool(), base.resolve("backups"));
        }
        assertEquals(fromPostgres ? "postgresql" : "h2", made.database());
        assertFalse("the hold is over", FileHold.active(old.files()));

        Installation fresh = installation(base.resolve("new"));
        layOut(base.resolve("backups").resolve(made.id()), fresh, "--new-keys");
        assertEquals("kept", Files.readString(fresh.files().resolve("bank/a")));
        Path restore = fresh.data().resolve("restore");
        try (Database database = empty(toPostgres, base)) {
            var migrations = new Migrations(database.pool(), database.transactional(), new Restoration(restore));
            for (String unit : List.of("data", "bank")) {
                migrations.run(unit, Scripts.in(BackupTest.class.getClassLoader(), unit));
            }
            assertFalse("nothing is left to restore", Files.exists(restore));
            verify(database.pool(), made);
        }
    }

    private static void layOut(Path backup, Installation fresh, String... options) throws Exception {
        var line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.aistack.kernel.backup.internal.offline.Restore",
                backup.toString(),
                fresh.data().toString(),
                fresh.home().toString(),
                "0.1.0"));
        line.addAll(List.of(options));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(text, 0, process.waitFor());
    }

    private TestDatabase open(boolean postgres, Path base) {
        return postgres ? TestDatabase.postgres() : TestDatabase.file(base.resolve("db"));
    }

    /** A database in which nothing was ever made. */
    private static Database empty(boolean postgres, Path base) throws SQLException {
        if (!postgres) {
            return new Database("jdbc:h2:file:" + base.resolve("fresh/db"), "aistack", "", 4);
        }
        String url;
        try (TestDatabase other = TestDatabase.postgres();
                Connection connection = other.pool().getConnection();
                var statement = connection.createStatement()) {
            String name = "restored" + System.nanoTime();
            statement.execute("create database " + name);
            url = connection.getMetaData().getURL().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
            return new Database(url, connection.getMetaData().getUserName(), "", 4);
        }
    }

    private static void migrate(DataSource database, boolean postgres) throws IOException {
        new Migrations(database, postgres).run("bank", Scripts.in(BackupTest.class.getClassLoader(), "bank"));
    }

    private static void fill(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into bank_account (id, balance, version, body) values (?, ?, 0, ?)")) {
            for (int i = 1; i <= ACCOUNTS; i++) {
                insert.setLong(1, i);
                insert.setBigDecimal(2, new BigDecimal("100.00"));
                insert.setString(3, body(i, 0));
                insert.executeUpdate();
            }
        }
    }

    /** Long enough to be stored apart from its row, and different in each version. */
    private static String body(long id, long version) {
        return ("余额 " + id + "/" + version + " \"\\\n").repeat(300);
    }

    private Manifest underLoad(Installation installation, DataSource database, Path target) throws Exception {
        var stop = new AtomicBoolean();
        var failure = new AtomicReference<Throwable>();
        var ids = new AtomicLong(1000);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < WRITERS; i++) {
            var thread = new Thread(() -> {
                try {
                    while (!stop.get()) {
                        transfer(database, ids);
                    }
                } catch (SQLException e) {
                    failure.set(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        Files.createDirectories(installation.files().resolve("bank"));
        Files.writeString(installation.files().resolve("bank/a"), "kept");
        Files.writeString(installation.files().resolve("bank/b.part"), "unfinished");
        var backups = backups(installation, database);
        long begun = ids.get();
        Manifest made = null;
        for (int round = 0; round < 3; round++) {
            made = backups.make(target, null, (ratio, step) -> {
                assertTrue("files are held", FileHold.active(installation.files()) || ratio >= 0.7);
                try {
                    Thread.sleep(20); // writers go on while it is made
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(null, failure.get());
        assertTrue("writers wrote meanwhile", ids.get() > begun + 10);
        return made;
    }

    private static void transfer(DataSource database, AtomicLong ids) throws SQLException {
        long one = 1 + ThreadLocalRandom.current().nextInt(ACCOUNTS / 2);
        long other = one + ACCOUNTS / 2;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (long id : new long[] {one, other}) {
                long version;
                try (var query =
                        connection.prepareStatement("select version from bank_account where id = ? for update")) {
                    query.setLong(1, id);
                    try (var row = query.executeQuery()) {
                        row.next();
                        version = row.getLong(1) + 1;
                    }
                }
                try (var update = connection.prepareStatement(
                        "update bank_account set balance = balance + ?, version = ?, body = ? where id = ?")) {
                    update.setBigDecimal(1, new BigDecimal(id == one ? "-1.25" : "1.25"));
                    update.setLong(2, version);
                    update.setString(3, body(id, version));
                    update.setLong(4, id);
                    update.executeUpdate();
                }
                try (var insert = connection.prepareStatement(
                        "insert into bank_transfer (id, account_id, at, rate, settled, note) values (?, ?, ?, ?, ?, ?)")) {
                    insert.setLong(1, ids.incrementAndGet());
                    insert.setLong(2, id);
                    insert.setObject(3, LocalDateTime.parse("2026-03-01T08:00:00.123456"));
                    insert.setDouble(4, id == one ? 0.1 : Double.NaN);
                    insert.setBoolean(5, id == one);
                    insert.setString(6, id == one ? null : "转账");
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    private static void verify(DataSource database, Manifest made) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select sum(balance), count(*), sum(version) from bank_account")) {
                row.next();
                assertEquals("the sum is constant", 0, new BigDecimal("4000.00").compareTo(row.getBigDecimal(1)));
                assertEquals(ACCOUNTS + 1, row.getLong(2));
                long versions = row.getLong(3);
                try (var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from bank_transfer where at = timestamp '2026-03-01 08:00:00.123456'")) {
                    rows.next();
                    assertEquals("each change has its transfer", versions, rows.getLong(1));
                    assertTrue(versions > 0);
                }
            }
            try (var rows = statement.executeQuery("select id, version, body from bank_account where id > 0")) {
                while (rows.next()) {
                    assertEquals(body(rows.getLong(1), rows.getLong(2)), rows.getString(3));
                }
            }
            for (Manifest.Unit unit : made.units()) {
                for (Manifest.Table table : unit.tables()) {
                    try (var row = statement.executeQuery("select count(*) from " + table.name())) {
                        row.next();
                        assertEquals(table.name(), table.rows(), row.getLong(1));
                    }
                }
            }
            try (var row = statement.executeQuery("select count(*) from bank_transfer where due_on is not null")) {
                row.next();
                assertEquals("migrated before it was filled", 0, row.getLong(1));
            }
        }
    }

    @Test
    public void saysWhatIsWrong() throws Exception {
        Path base = folder.newFolder().toPath();
        Installation old = installation(base.resolve("old"));
        Path target = base.resolve("backups");
        try (TestDatabase database = TestDatabase.file(base.resolve("db"))) {
            migrate(database.pool(), false);
            Files.createDirectories(old.data().resolve("keys"));
            Files.writeString(old.data().resolve("keys/answers.key"), "0123456789");
            Manifest made = backups(old, database.pool()).make(target, SECRET.toCharArray(), (ratio, step) -> {});
            Path backup = target.resolve(made.id());
            assertEquals(
                    List.of("answers.key"),
                    made.keys().stream().map(Manifest.Key::name).toList());

            refused(backup, base, "0.0.9", "it was made by version 0.1.0", "--new-keys");
            refused(backup, base, "0.1.0", "the key answers.key is missing");
            Path wrong = Files.writeString(base.resolve("wrong"), "something else entirely");
            refused(backup, base, "0.1.0", "passphrase is wrong", "--passphrase-file", wrong.toString());

            Installation full = installation(base.resolve("full"));
            Files.createDirectories(full.files());
            Files.writeString(full.files().resolve("mine"), "x");
            assertTrue(refusal(backup, full, "0.1.0", "--new-keys").contains("only restored into an empty"));

            Path damaged = backup.resolve("tables/bank/bank_account.jsonl.gz");
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[bytes.length / 2] ^= 1;
            Files.write(damaged, bytes);
            refused(backup, base, "0.1.0", "bank_account.jsonl.gz is not what was written", "--new-keys");
            Problem problem = assertThrows(Problem.class, () -> backups(old, database.pool(), target.toString())
                    .verify(made.id(), (ratio, step) -> {}));
            assertEquals("kernel.backup-damaged", problem.code().wire());
            Files.delete(backup.resolve("manifest.json"));
            refused(backup, base, "0.1.0", "it is incomplete", "--new-keys");
        }
    }

    @Test
    public void bringsKeysAndRefusesADatabaseInUse() throws Exception {
        Path base = folder.newFolder().toPath();
        Installation old = installation(base.resolve("old"));
        Files.createDirectories(old.data().resolve("keys"));
        Files.writeString(old.data().resolve("keys/answers.key"), "0123456789");
        Path target = base.resolve("backups");
        try (TestDatabase database = TestDatabase.file(base.resolve("db"))) {
            migrate(database.pool(), false);
            Manifest made = backups(old, database.pool()).make(target, SECRET.toCharArray(), (ratio, step) -> {});
            Installation fresh = installation(base.resolve("fresh"));
            Path passphrase = Files.writeString(base.resolve("passphrase"), SECRET + "\n");
            layOut(target.resolve(made.id()), fresh, "--passphrase-file", passphrase.toString());
            layOut(target.resolve(made.id()), fresh); // once more: it is laid out already
            assertEquals("0123456789", Files.readString(fresh.data().resolve("keys/answers.key")));
            assertEquals("a = 1", Files.readString(fresh.home().resolve("etc/org.aistack.ops.notes.cfg")));
            assertEquals("its own", Files.readString(fresh.home().resolve("etc/org.aistack.kernel.data.cfg")));

            Path restore = fresh.data().resolve("restore");
            var migrations = new Migrations(database.pool(), false, new Restoration(restore));
            var refused = assertThrows(
                    RestoreRefused.class,
                    () -> migrations.run("bank", Scripts.in(BackupTest.class.getClassLoader(), "bank")));
            assertTrue(refused.getMessage(), refused.getMessage().contains("already has tables of bank"));
            assertTrue(Files.readString(restore.resolve("refused")).contains("bank"));
        }
    }

    @Test
    public void opensOnlyWithThePassphrase() throws Exception {
        byte[] sealed = Vault.seal(Map.of("keys/a", new byte[] {1, 2}), SECRET.toCharArray());
        assertEquals(2, Vault.open(sealed, SECRET.toCharArray()).get("keys/a").length);
        assertThrows(Exception.class, () -> Vault.open(sealed, "something else".toCharArray()));
        sealed[sealed.length - 1] ^= 1;
        assertThrows(Exception.class, () -> Vault.open(sealed, SECRET.toCharArray()));
    }

    private void refused(Path backup, Path base, String version, String reason, String... options) throws Exception {
        String text = refusal(backup, installation(base.resolve("refused" + System.nanoTime())), version, options);
        assertTrue(text, text.contains(reason));
    }

    private static String refusal(Path backup, Installation into, String version, String... options) throws Exception {
        var line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.aistack.kernel.backup.internal.offline.Restore",
                backup.toString(),
                into.data().toString(),
                into.home().toString(),
                version));
        line.addAll(List.of(options));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(text, 2, process.waitFor());
        assertFalse("nothing was laid out", Files.exists(into.data().resolve("restore")));
        return text;
    }

    private static Backups backups(Installation installation, DataSource database) {
        return backups(installation, database, "");
    }

    private static Backups backups(Installation installation, DataSource database, String folder) {
        return new Backups(
                installation,
                new Settings(folder).get(),
                database,
                java.time.Clock.systemUTC(),
                new TestIds(),
                new Free());
    }

    private static Installation installation(Path base) throws IOException {
        Installation made = new Installation(base.resolve("home"), base.resolve("data"), "0.1.0");
        Files.createDirectories(made.settings());
        Files.createDirectories(made.data());
        Files.writeString(made.settings().resolve("org.aistack.ops.notes.cfg"), "a = 1");
        Files.writeString(made.settings().resolve("org.aistack.kernel.data.cfg"), "its own");
        return made;
    }

    /** Leases that are always free. */
    private static final class Free implements Leases {

        @Override
        public Optional<Lease> acquire(String name, java.time.Duration time) {
            return Optional.of(new Lease() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public long token() {
                    return 1;
                }

                @Override
                public boolean held() {
                    return true;
                }

                @Override
                public void close() {
                    // nobody else wants it
                }
            });
        }
    }
}
