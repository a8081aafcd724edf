package org.aistack.kernel.data.internal.lease;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.migrate.Scripts;
import org.aistack.kernel.data.internal.pool.Database;
import org.aistack.kernel.data.internal.work.Databases;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class LeaseBookTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Parameters(name = "{0}")
    public static List<Databases> databases() {
        return List.of(Databases.values());
    }

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Databases kind;
    private final AtomicLong pause = new AtomicLong();
    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(2);
    private final ScheduledExecutorService frozen = Executors.newScheduledThreadPool(1);
    private Database database;

    public LeaseBookTest(Databases kind) {
        this.kind = kind;
    }

    @Before
    public void open() throws Exception {
        frozen.shutdown();
        database = kind.open(folder.getRoot().toPath(), 8);
        new Migrations(database.pool(), database.transactional())
                .run(Migrations.KERNEL, Scripts.in(LeaseBookTest.class.getClassLoader(), Migrations.KERNEL));
    }

    @After
    public void close() {
        worker.shutdownNow();
        database.close();
    }

    private LeaseBook server(String name, long life) {
        return new LeaseBook(database.pool(), new NodeFile(name, life), worker);
    }

    /** A server that does not get to renew anything, as when its process is stopped; its clock goes on. */
    private LeaseBook sleeping(String name) {
        return new LeaseBook(database.pool(), new NodeFile(name, 1), frozen, () -> System.nanoTime() + pause.get());
    }

    @Test
    public void onlyOneHolds() {
        LeaseBook a = server("a", 1);
        LeaseBook b = server("b", 1);
        Lease lease = a.acquire("x.y", LONG).orElseThrow();
        assertTrue(lease.held());
        assertEquals("x.y", lease.name());
        assertFalse(a.acquire("x.y", LONG).isPresent());
        assertFalse(b.acquire("x.y", LONG).isPresent());
        assertTrue(b.acquire("x.z", LONG).isPresent());
    }

    @Test
    public void tokensRiseWhoeverHolds() {
        LeaseBook a = server("a", 1);
        LeaseBook b = server("b", 1);
        long last = 0;
        for (int i = 0; i < 6; i++) {
            Lease lease = (i % 2 == 0 ? a : b).acquire("x.y", LONG).orElseThrow();
            assertTrue(lease.token() > last);
            last = lease.token();
            lease.close();
            assertFalse(lease.held());
        }
    }

    @Test
    public void itIsRenewedUntilItIsClosed() throws Exception {
        LeaseBook b = server("b", 1);
        try (Lease lease = server("a", 1).acquire("x.y", SHORT).orElseThrow()) {
            long end = System.nanoTime() + 3 * SHORT.toNanos();
            while (System.nanoTime() < end) {
                assertFalse(b.acquire("x.y", SHORT).isPresent());
                assertTrue(lease.held());
                Thread.sleep(50);
            }
        }
        assertTrue(b.acquire("x.y", SHORT).isPresent());
    }

    @Test
    public void aSleeperHasLostItBeforeAnotherGetsIt() throws Exception {
        Lease sleeper = sleeping("a").acquire("x.y", SHORT).orElseThrow();
        LeaseBook b = server("b", 1);
        Optional<Lease> taken = Optional.empty();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (taken.isEmpty() && System.nanoTime() < end) {
            boolean held = sleeper.held();
            taken = b.acquire("x.y", LONG);
            assertFalse("two hold it", held && taken.isPresent() && sleeper.held());
        }
        assertFalse(sleeper.held());
        assertTrue(taken.orElseThrow().token() > sleeper.token());
        sleeper.close();
        assertTrue(
                "what the sleeper gives back is not its own any more",
                taken.get().held());
        assertFalse(server("c", 1).acquire("x.y", LONG).isPresent());
    }

    @Test
    public void aPausedHolderKnowsByItsOwnClock() {
        LeaseBook a = sleeping("a");
        Lease lease = a.acquire("x.y", LONG).orElseThrow();
        assertTrue(lease.held());
        pause.set(LONG.toNanos());
        assertFalse(lease.held());
        pause.set(0);
        assertFalse("once lost it stays lost", lease.held());
        Lease again = a.acquire("x.y", LONG).orElseThrow();
        assertTrue(again.token() > lease.token());
    }

    @Test
    public void anEarlierLifeHoldsNothing() {
        Lease before = server("a", 1).acquire("x.y", LONG).orElseThrow();
        Lease now = server("a", 2).acquire("x.y", LONG).orElseThrow();
        assertTrue(now.token() > before.token());
        assertFalse(
                "the dead do not take from the living",
                server("a", 1).acquire("x.y", LONG).isPresent());
    }

    @Test
    public void fencingKeepsALateHolderFromWriting() throws SQLException {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table fenced (id bigint primary key, token bigint not null, by varchar(9))");
            statement.execute("insert into fenced values (1, 0, '')");
            Lease late = server("a", 1).acquire("x.y", LONG).orElseThrow();
            Lease now = server("a", 2).acquire("x.y", LONG).orElseThrow();
            assertEquals(1, statement.executeUpdate(fenced(now, "now")));
            assertEquals(0, statement.executeUpdate(fenced(late, "late")));
            assertEquals(1, statement.executeUpdate(fenced(now, "again")));
        }
    }

    private static String fenced(Lease lease, String by) {
        return "update fenced set token = " + lease.token() + ", by = '" + by + "' where id = 1 and token <= "
                + lease.token();
    }

    @Test
    public void manyAskAtOnceAndOneGetsIt() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 15; round++) {
                String name = "x.round" + round % 5;
                var start = new CountDownLatch(1);
                var asked = new ArrayList<Callable<Optional<Lease>>>();
                for (int i = 0; i < 8; i++) {
                    Leases server = server("s" + i % 4, 1 + i / 4);
                    asked.add(() -> {
                        start.await();
                        return server.acquire(name, LONG);
                    });
                }
                var answers = asked.stream().map(threads::submit).toList();
                start.countDown();
                var won = new ArrayList<Lease>();
                for (var answer : answers) {
                    answer.get().ifPresent(won::add);
                }
                // a later life of one server may take it from an earlier one: then only the last token counts
                assertFalse(won.isEmpty());
                assertEquals(
                        won.size(), won.stream().map(Lease::token).distinct().count());
                won.forEach(Lease::close);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void twoServersNeverDoItAtTheSameTime() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var turns = new AtomicInteger();
        var last = new AtomicLong();
        var threads = Executors.newFixedThreadPool(4);
        try {
            var all = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 4; i++) {
                Leases server = server("s" + i, 1);
                all.add(threads.submit(() -> {
                    while (turns.get() < 40) {
                        server.acquire("x.turn", LONG).ifPresent(lease -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            assertTrue(last.getAndSet(lease.token()) < lease.token());
                            turns.incrementAndGet();
                            inside.decrementAndGet();
                            lease.close();
                        });
                    }
                }));
            }
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, most.get());
    }

    @Test
    public void closingGivesEverythingBack() {
        LeaseBook a = server("a", 1);
        Lease lease = a.acquire("x.y", LONG).orElseThrow();
        a.close();
        assertFalse(lease.held());
        assertFalse(a.acquire("x.y", LONG).isPresent());
        assertTrue(server("b", 1).acquire("x.y", LONG).isPresent());
    }

    @Test
    public void aBundleThatGoesGivesItBack() {
        var bundles = new BundleLeases(server("a", 1));
        Leases own = bundles.getService(null, null);
        Leases others = bundles.getService(null, null);
        Lease lease = own.acquire("x.y", LONG).orElseThrow();
        Lease other = others.acquire("x.z", LONG).orElseThrow();
        bundles.ungetService(null, null, own);
        assertFalse(lease.held());
        assertTrue(other.held());
        assertTrue(others.acquire("x.y", LONG).isPresent());
    }

    @Test
    public void namesAndTimesAreLimited() {
        LeaseBook a = server("a", 1);
        assertThrows(IllegalArgumentException.class, () -> a.acquire(" ", LONG));
        assertThrows(IllegalArgumentException.class, () -> a.acquire("x".repeat(201), LONG));
        assertThrows(IllegalArgumentException.class, () -> a.acquire("x.y", Duration.ofMillis(999)));
    }
}
