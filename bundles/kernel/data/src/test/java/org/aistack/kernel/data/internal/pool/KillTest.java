package org.aistack.kernel.data.internal.pool;

import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What was acknowledged survives {@code kill -9}. */
public final class KillTest {

    private static final int ROUNDS = 4;
    private static final int ACKNOWLEDGED = 150;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void nothingAcknowledgedIsLost() throws Exception {
        String url = "jdbc:h2:file:" + folder.getRoot().toPath().resolve("test");
        var acknowledged = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            Process writer = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            url,
                            Integer.toString(round))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var lines = new BufferedReader(new InputStreamReader(writer.getInputStream()))) {
                String line;
                while ((line = lines.readLine()) != null) {
                    acknowledged.add(Long.valueOf(line));
                    if (acknowledged.size() == (round + 1) * ACKNOWLEDGED) {
                        writer.toHandle().destroyForcibly();
                        break;
                    }
                }
                while ((line = lines.readLine()) != null) {
                    acknowledged.add(Long.valueOf(line));
                }
            }
            writer.waitFor();
            assertTrue(stored(url).containsAll(acknowledged));
            acknowledged
                    .subList((round + 1) * ACKNOWLEDGED, acknowledged.size())
                    .clear();
        }
    }

    private static HashSet<Long> stored(String url) throws Exception {
        var found = new HashSet<Long>();
        try (var database = new Database(url, "aistack", "", 2);
                var connection = database.pool().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from kept")) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    /** Writes rows on two threads, and says so after each commit. */
    public static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            var database = new Database(arguments[0], "aistack", "", 4);
            try (var connection = database.pool().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create table if not exists kept (id bigint primary key, text varchar(500))");
            }
            long base = Long.parseLong(arguments[1]) * 1_000_000;
            for (int thread : List.of(0, 1)) {
                new Thread(() -> write(database, base + thread * 100_000L)).start();
            }
        }

        private static void write(Database database, long first) {
            for (long id = first; ; id++) {
                try (var connection = database.pool().getConnection()) {
                    connection.setAutoCommit(false);
                    try (var statement = connection.createStatement()) {
                        statement.execute("insert into kept values (" + id + ", '" + "x".repeat(400) + "')");
                    }
                    connection.commit();
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
                synchronized (System.out) {
                    System.out.println(id);
                    System.out.flush();
                }
            }
        }
    }
}
