package org.aistack.kernel.data.internal.pool;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aistack.kernel.data.internal.work.Trouble;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class DatabaseTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String url() {
        return "jdbc:h2:file:" + folder.getRoot().toPath().resolve("test");
    }

    @Test
    public void variablesAreFilledIn() throws SQLException {
        System.setProperty("aistack.test.folder", folder.getRoot().toString());
        try (var database = new Database("jdbc:h2:file:${aistack.test.folder}/filled", "aistack", "", 2)) {
            execute(database, "select 1");
        }
        assertTrue(Files.exists(folder.getRoot().toPath().resolve("filled.mv.db")));
        assertThrows(IllegalArgumentException.class, () -> new Database("jdbc:h2:file:${not.there}/x", "a", "", 2));
    }

    @Test
    public void onlyKnownKindsOfDatabases() {
        assertThrows(IllegalArgumentException.class, () -> new Database("jdbc:oracle:thin:@x", "a", "", 2));
    }

    @Test
    public void unreachableFailsWithinASecond() {
        try (var database = new Database("jdbc:postgresql://127.0.0.1:1/none", "a", "", 2)) {
            long start = System.nanoTime();
            var thrown = assertThrows(SQLException.class, () -> database.pool().getConnection());
            assertTrue(System.nanoTime() - start < 1_500_000_000L);
            assertTrue(Trouble.unavailable(thrown));
        }
    }

    @Test
    public void aSecondServerIsRefused() throws Exception {
        try (var database = new Database(url(), "aistack", "", 2)) {
            execute(database, "create table kept (id bigint)");
            Process other = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Second.class.getName(),
                            url())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(other.getInputStream().readAllBytes());
            assertTrue(output, output.contains("code 90020"));
            assertEquals(0, other.waitFor());
        }
    }

    /** A second server. */
    public static final class Second {

        private Second() {}

        public static void main(String[] arguments) {
            try (var database = new Database(arguments[0], "aistack", "", 2)) {
                database.pool().getConnection();
            } catch (SQLException e) {
                for (Throwable t = e; t != null; t = t.getCause()) {
                    if (t instanceof SQLException sql) {
                        System.out.println("code " + sql.getErrorCode());
                    }
                }
            }
        }
    }

    @Test
    public void closingFreesTheFile() throws SQLException {
        try (var database = new Database(url(), "aistack", "", 2)) {
            execute(database, "create table kept (id bigint)");
        }
        try (var database = new Database(url(), "aistack", "", 2)) {
            execute(database, "insert into kept values (1)");
        }
        assertFalse(Files.exists(folder.getRoot().toPath().resolve("test.trace.db")));
    }

    @Test
    public void interruptedThreadsDoNotHurtTheOthers() throws Exception {
        try (var database = new Database(url(), "aistack", "", 4)) {
            execute(database, "create table kept (id bigint, text varchar(1000))");
            var on = new AtomicBoolean(true);
            var victim = new Thread(() -> {
                for (int i = 0; on.get(); i++) {
                    try {
                        execute(database, "insert into kept values (" + i + ", '" + "x".repeat(900) + "')");
                    } catch (SQLException e) {
                        Thread.interrupted();
                    }
                }
            });
            victim.start();
            int failed = 0;
            for (int i = 0; i < 100; i++) {
                victim.interrupt();
                try {
                    execute(database, "insert into kept values (" + -i + ", '')");
                } catch (SQLException e) {
                    failed++;
                }
                Thread.sleep(5);
            }
            on.set(false);
            victim.join();
            assertEquals(0, failed);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
