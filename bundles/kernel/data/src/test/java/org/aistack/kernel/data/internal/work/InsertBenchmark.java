package org.aistack.kernel.data.internal.work;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.concurrent.Callable;

/**
 * How fast a store inserts, compared with plain JDBC on the same pool and table: an order with five lines in each
 * transaction, on one thread, on H2 in a file. Arguments: rounds, milliseconds of each.
 */
public final class InsertBenchmark {

    private static final int LINES = 5;

    private InsertBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        long time = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2000;
        Path folder = Files.createTempDirectory("inserts");
        try (var c = new Capabilities(Databases.H2, folder)) {
            for (int round = 1; round <= rounds; round++) {
                Cost jdbc = cost(time, () -> byJdbc(c));
                Cost store = cost(time, () -> byStore(c));
                System.out.printf(
                        "round %d: jdbc %.0f/s (%.0f µs cpu), store %.0f/s (%.0f µs cpu), ratio %.2f (cpu %.2f)%n",
                        round,
                        jdbc.rate(),
                        jdbc.micros(),
                        store.rate(),
                        store.micros(),
                        store.rate() / jdbc.rate(),
                        jdbc.micros() / store.micros());
            }
        }
    }

    /** Transactions a second, and how long each keeps a processor busy. */
    private record Cost(double rate, double micros) {}

    private static Cost cost(long milliseconds, Callable<?> action) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        long end = begun + milliseconds * 1_000_000;
        long done = 0;
        while (System.nanoTime() < end) {
            action.call();
            done++;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Cost(done / seconds, (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / done);
    }

    private static Void byStore(Capabilities c) {
        return c.alpha.write(work -> {
            for (int i = 0; i <= LINES; i++) {
                work.session().persist(new AlphaRow(c.ids.next(), "some note"));
            }
            return null;
        });
    }

    private static Void byJdbc(Capabilities c) throws SQLException {
        String sql = "insert into alpha_row (id, revision, note, amount, made_at) values (?, ?, ?, ?, ?)";
        try (var connection = c.units.joined().getConnection()) {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement(sql)) {
                for (int i = 0; i <= LINES; i++) {
                    insert.setLong(1, c.ids.next());
                    insert.setLong(2, 1);
                    insert.setString(3, "some note");
                    insert.setBigDecimal(4, new BigDecimal("249.8750"));
                    insert.setTimestamp(5, Timestamp.valueOf(LocalDateTime.of(2026, 3, 1, 8, 0, 0, 123_456_000)));
                    insert.addBatch();
                    if (i == 0 || i == LINES) {
                        insert.executeBatch();
                    }
                }
            }
            connection.commit();
        }
        return null;
    }
}
