package org.aistack.kernel.data.internal.work;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.internal.TimeSortedIds;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.migrate.Scripts;
import org.aistack.kernel.data.internal.pool.Database;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a store does while its database is stopped, killed, frozen or full. */
public final class DatabaseGoneTest {

    private static final int CONNECTIONS = 4;
    private static final int CLIENTS = 12;

    /** A second, and what a busy machine adds to it. */
    private static final double SOON = 1.5;

    private static final double RECOVERY = 10;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final AtomicBoolean on = new AtomicBoolean(true);
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private OwnPostgres server;
    private Database database;
    private JpaStore store;

    /** One write: when it began and ended in seconds, and what came of it. */
    private record Asked(int number, double begun, double ended, RuntimeException failure) {
        double took() {
            return ended - begun;
        }
    }

    @Before
    public void open() throws Exception {
        server = new OwnPostgres(folder.getRoot().toPath().resolve("postgres"));
        server.start();
        database = new Database(server.url(), "postgres", "", CONNECTIONS);
        var migrations = new Migrations(database.patient(), database.transactional());
        for (String unit : List.of(Migrations.KERNEL, "beta")) {
            migrations.run(unit, Scripts.in(DatabaseGoneTest.class.getClassLoader(), unit));
        }
        var outbox = new Outbox(new TimeSortedIds(Clock.systemUTC()), Clock.systemUTC(), () -> "ann", () -> {});
        store = new Units(database.pool(), database.dictionary(), outbox)
                .open("beta", List.of(BetaRow.class.getName()), BetaRow.class.getClassLoader());
    }

    @After
    public void close() throws Exception {
        on.set(false);
        store.close();
        database.close();
        server.close();
    }

    @Test
    public void frozen() throws Exception {
        var clients = begin();
        until(a -> a.failure() == null);
        server.freeze();
        double frozen = now();
        Thread.sleep(12_000);
        double thawed = now();
        server.thaw();
        until(a -> a.begun() > thawed && a.failure() == null);
        double back = now();
        end(clients);

        assertTrue("recovered after " + (back - thawed), back - thawed < RECOVERY);
        for (Asked a : asked) {
            if (a.begun() > frozen + SOON && a.ended() < thawed) {
                assertEquals(KernelError.UNAVAILABLE, ((Problem) a.failure()).code());
                assertTrue("refused after " + a.took(), a.took() < SOON);
            }
            assertTrue("held for " + a.took(), a.took() < 8);
        }
        long held = asked.stream().filter(a -> a.took() > SOON).count();
        assertTrue(held + " threads were held", held <= CONNECTIONS);
        acknowledgedIsThere();
    }

    @Test
    public void killedAndBack() throws Exception {
        var clients = begin();
        until(a -> a.failure() == null);
        server.kill();
        double gone = now();
        until(a -> a.begun() > gone + SOON && a.failure() != null);
        Thread.sleep(3000);
        server.start();
        double started = now();
        until(a -> a.begun() > started && a.failure() == null);
        double back = now();
        end(clients);

        assertTrue("recovered after " + (back - started), back - started < RECOVERY);
        for (Asked a : asked) {
            assertTrue("answered after " + a.took(), a.took() < SOON);
            if (a.failure() != null) {
                assertEquals(KernelError.UNAVAILABLE, ((Problem) a.failure()).code());
            }
        }
        acknowledgedIsThere();
    }

    @Test
    public void awayForManyRestartsNobodyLeaks() throws Exception {
        write(0);
        for (int i = 1; i <= 2; i++) {
            server.stop();
            int round = i;
            assertThrows(Problem.class, () -> write(round));
            server.start();
            double started = now();
            while (!written(round)) {
                assertTrue("recovery took too long", now() - started < RECOVERY);
                Thread.sleep(50);
            }
        }
        var taken = new ArrayList<Connection>();
        for (int i = 0; i < CONNECTIONS; i++) {
            taken.add(database.pool().getConnection());
        }
        for (Connection connection : taken) {
            connection.close();
        }
    }

    @Test
    public void noConnectionLeft() throws Exception {
        var taken = new ArrayList<Connection>();
        for (int i = 0; i < CONNECTIONS; i++) {
            taken.add(database.pool().getConnection());
        }
        double before = now();
        Problem full = assertThrows(Problem.class, () -> write(1));
        assertEquals(KernelError.UNAVAILABLE, full.code());
        assertTrue(full.retryAfter().isPresent());
        assertTrue(now() - before < SOON);
        for (Connection connection : taken) {
            connection.close();
        }
        write(2);
    }

    @Test
    public void aLockThatIsHeldTooLong() throws Exception {
        write(1);
        try (Connection connection = database.pool().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table beta_row in exclusive mode");
            double before = now();
            Problem locked = assertThrows(Problem.class, () -> write(2));
            assertEquals(KernelError.UNAVAILABLE, locked.code());
            assertTrue(now() - before < 7);
            connection.rollback();
        }
        write(3);
    }

    @Test
    public void aStatementThatTakesTooLongIsEndedByTheDatabase() throws SQLException {
        assertEquals("30s", shown("statement_timeout"));
        Problem slow = assertThrows(
                Problem.class,
                () -> store.write(work -> {
                    // not to wait for the half minute it really is
                    work.session()
                            .createNativeQuery("set local statement_timeout = 200")
                            .executeUpdate();
                    return work.session()
                            .createNativeQuery("select cast(pg_sleep(20) as varchar)")
                            .getResultList();
                }));
        assertEquals(KernelError.UNAVAILABLE, slow.code());
        assertEquals("30s", shown("statement_timeout"));
    }

    private String shown(String setting) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void write(int note) {
        store.write(work -> {
            work.session().persist(new BetaRow("w" + note, null));
            return null;
        });
    }

    private boolean written(int note) {
        try {
            write(note);
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    private ExecutorService begin() {
        var clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(this::ask);
        }
        return clients;
    }

    private void ask() {
        while (on.get()) {
            int mine = number.incrementAndGet();
            double begun = now();
            RuntimeException failure = null;
            try {
                write(mine);
            } catch (RuntimeException e) {
                failure = e;
            }
            asked.add(new Asked(mine, begun, now(), failure));
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void end(ExecutorService clients) throws InterruptedException {
        on.set(false);
        clients.shutdown();
        assertTrue("threads are stuck", clients.awaitTermination(40, TimeUnit.SECONDS));
    }

    /** Every acknowledged write is there once; of the others those at most that were cut off while they were stored. */
    private void acknowledgedIsThere() {
        List<?> stored = store.read(session ->
                session.createNativeQuery("select note from beta_row").getResultList());
        var once = new HashSet<Object>(stored);
        assertEquals("nothing was stored twice", stored.size(), once.size());
        int acknowledged = 0;
        for (Asked a : asked) {
            if (a.failure() == null) {
                acknowledged++;
                assertTrue("w" + a.number() + " was acknowledged", once.contains("w" + a.number()));
            }
        }
        assertTrue(stored.size() - acknowledged <= CONNECTIONS);
        assertFalse(stored.isEmpty());
    }

    private void until(Predicate<Asked> seen) throws InterruptedException {
        double begun = now();
        while (asked.stream().noneMatch(seen)) {
            assertTrue("it did not happen", now() - begun < 60);
            Thread.sleep(20);
        }
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }
}
