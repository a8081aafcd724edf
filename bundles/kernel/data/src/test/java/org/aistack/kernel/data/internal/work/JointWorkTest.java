package org.aistack.kernel.data.internal.work;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.persistence.NoResultException;
import javax.persistence.OptimisticLockException;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Constraint;
import org.aistack.kernel.data.RolledBack;
import org.aistack.kernel.data.Work;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** What a unit of work over two capabilities promises, on every kind of database. */
@RunWith(Parameterized.class)
public final class JointWorkTest {

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<Capabilities> OPEN = new ArrayList<>();
    private static Databases openKind;

    private final Databases kind;
    private final String note = "n" + NUMBER.incrementAndGet();
    private Capabilities c;

    public JointWorkTest(Databases kind) {
        this.kind = kind;
    }

    @Parameters(name = "{0}")
    public static Databases[] kinds() {
        return Databases.values();
    }

    @Before
    public void open() throws Exception {
        if (kind != openKind) {
            closeAll();
            OPEN.add(new Capabilities(kind, FOLDER.newFolder().toPath()));
            openKind = kind;
        }
        c = OPEN.get(0);
    }

    @AfterClass
    public static void closeAll() {
        OPEN.forEach(Capabilities::close);
        OPEN.clear();
        openKind = null;
    }

    @After
    public void everyConnectionIsBack() throws SQLException {
        assertTrue(c.poolIsWhole());
    }

    @Test
    public void oneCommitForBoth() {
        c.alpha.write(work -> {
            c.save(work.session(), note);
            return c.add(note);
        });
        assertStored(1);
    }

    @Test
    public void whatIsStoredComesBackUnchanged() {
        var saved = c.alpha.write(work -> c.save(work.session(), note));
        var read = c.alpha.read(
                session -> session.createQuery("select r from AlphaRow r where r.note = :note", AlphaRow.class)
                        .setParameter("note", note)
                        .getSingleResult());
        assertEquals(new BigDecimal("249.8750"), read.amount());
        assertEquals(LocalDateTime.of(2026, 3, 1, 8, 0, 0, 123_456_000), read.madeAt());
        assertEquals(saved.madeAt(), read.madeAt());
    }

    @Test
    public void outerThrows() {
        var thrown = assertThrows(
                IllegalStateException.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    c.add(note);
                    throw new IllegalStateException("alpha says no");
                }));
        assertEquals("alpha says no", thrown.getMessage());
        assertStored(0);
    }

    @Test
    public void innerThrows() {
        var thrown = assertThrows(
                IllegalStateException.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    c.fail(note);
                    return null;
                }));
        assertEquals("beta says no", thrown.getMessage());
        assertStored(0);
    }

    @Test
    public void innerThrowsAndIsCaught() {
        assertRolledBack(() -> c.fail(note));
    }

    @Test
    public void innerStatementFailsAndIsCaught() {
        assertRolledBack(c::badSql);
    }

    private void assertRolledBack(Runnable inner) {
        assertThrows(
                RolledBack.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    assertThrows(RuntimeException.class, inner::run);
                    return null;
                }));
        assertStored(0);
    }

    @Test
    public void noFurtherWriteInADoomedWork() {
        assertThrows(
                RolledBack.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    assertThrows(IllegalStateException.class, () -> c.fail(note));
                    assertThrows(RolledBack.class, () -> c.add(note));
                    return null;
                }));
        assertStored(0);
    }

    @Test
    public void innerOptimisticLockSurfacesAtItsCall() {
        long id = c.add("lock" + note);
        var seen = new AtomicReference<Throwable>();
        var thrown = assertThrows(
                Problem.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    try {
                        c.change(id, () -> elsewhere(() -> bump(id)));
                    } catch (RuntimeException e) {
                        seen.set(e);
                        throw e;
                    }
                    return null;
                }));
        assertEquals(OptimisticLockException.class, javaxCause(seen.get()));
        assertSame(KernelError.STALE, thrown.code());
        assertStored(0);
    }

    @Test
    public void innerOptimisticLockCaughtStoresNothing() {
        long id = c.add("lock" + note);
        assertRolledBack(() -> c.change(id, () -> elsewhere(() -> bump(id))));
    }

    private Void bump(long id) {
        c.change(id, () -> {});
        return null;
    }

    private static Class<?> javaxCause(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockException) {
                return OptimisticLockException.class;
            }
        }
        return failure.getClass();
    }

    @Test
    public void eachSeesTheOthersRowsAndNobodyElseDoes() {
        c.alpha.write(work -> {
            var session = work.session();
            c.save(session, note);
            assertEquals(1, c.seen(note));
            c.add(note);
            assertEquals(1, c.counted(note));
            var seen = session.createNativeQuery("select count(*) from beta_row where note = ?")
                    .setParameter(1, note)
                    .getSingleResult();
            assertEquals(1, ((Number) seen).longValue());
            c.save(session, note);
            assertEquals("also what was changed after coming back", 2, c.seen(note));
            assertEquals(0L, (long) elsewhere(() -> c.alphaRows(note) + c.betaRows(note)));
            return null;
        });
    }

    @Test
    public void factsAreStoredWithTheChange() {
        c.alpha.write(work -> {
            c.save(work.session(), note);
            work.publish(Happened.to(note));
            c.add(note);
            return null;
        });
        assertStored(1);
        assertEquals(1, c.told(note));
        assertEquals(
                1,
                c.number(
                        "select count(*) from data_outbox where aggregate = ? and caused_by = 'ann' and topic = ?"
                                + " and type = ? and payload = ?",
                        note,
                        "aistack/work/Happened",
                        Happened.class.getName(),
                        "{\"note_id\":\"" + note
                                + "\",\"revision_number\":7,\"happened_at\":\"2026-03-01T08:00:00Z\"}"));
    }

    @Test
    public void factsAndPlainStatementsVanishWithTheChange() {
        long before = c.number("select last from data_position");
        assertThrows(
                IllegalStateException.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    work.publish(Happened.to(note));
                    insertDirectly();
                    c.fail(note);
                    return null;
                }));
        assertStored(0);
        assertEquals(0, c.told(note));
        assertEquals("positions have no gaps", before, c.number("select last from data_position"));
    }

    private void insertDirectly() {
        try (Connection connection = c.units.joined().getConnection();
                var insert = connection.prepareStatement(
                        "insert into beta_row (id, revision, note, number) values (?, 1, ?, 0)")) {
            insert.setLong(1, -NUMBER.incrementAndGet());
            insert.setString(2, note);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void theServiceDataSourceJoinsTheWork() {
        c.alpha.write(work -> {
            c.save(work.session(), note);
            insertDirectly();
            return null;
        });
        assertStored(1);
    }

    @Test
    public void threadsDoNotShare() throws Exception {
        String other = note + "x";
        var barrier = new CyclicBarrier(2);
        var commits = start(() -> c.alpha.write(work -> {
            c.save(work.session(), note);
            c.add(note);
            await(barrier);
            long seen = c.seen(other);
            await(barrier);
            return seen;
        }));
        var rollsBack = start(() -> assertThrows(
                ArithmeticException.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), other);
                    c.add(other);
                    await(barrier);
                    assertEquals(0, c.seen(note));
                    await(barrier);
                    throw new ArithmeticException();
                })));
        assertEquals(0L, (long) commits.get(20, TimeUnit.SECONDS));
        rollsBack.get(20, TimeUnit.SECONDS);
        assertStored(1);
        assertEquals(0, c.alphaRows(other) + c.betaRows(other));
    }

    @Test
    public void handlesAreOfNoUseElsewhere() throws Exception {
        var handle = new AtomicReference<Connection>();
        var kept = new AtomicReference<Work<?>>();
        c.alpha.write(work -> {
            kept.set(work);
            c.save(work.session(), note);
            try {
                handle.set(c.units.joined().getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            elsewhere(() -> assertThrows(SQLException.class, () -> handle.get().createStatement()));
            elsewhere(() -> assertThrows(IllegalStateException.class, work::session));
            return null;
        });
        assertThrows(SQLException.class, () -> handle.get().createStatement());
        assertTrue(handle.get().isClosed());
        assertThrows(IllegalStateException.class, () -> kept.get().publish(Happened.to(note)));
        assertEquals(1, c.alphaRows(note));
    }

    @Test
    public void manyHandlesUseOneConnection() {
        c.alpha.write(work -> {
            c.save(work.session(), note);
            for (int i = 0; i < 50; i++) {
                insertDirectly();
            }
            return null;
        });
        assertEquals(50, c.betaRows(note));
    }

    @Test
    public void aParticipantMayOnlyDoom() {
        assertThrows(
                RolledBack.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    try (Connection connection = c.units.joined().getConnection()) {
                        connection.commit();
                        connection.rollback();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return null;
                }));
        assertStored(0);
    }

    @Test
    public void nesting() {
        c.alpha.write(work -> {
            c.save(work.session(), note);
            long read = c.alpha.read(session -> {
                assertSame(work.session(), session);
                return session.createQuery("select count(r) from AlphaRow r where r.note = :note", Long.class)
                        .setParameter("note", note)
                        .getSingleResult();
            });
            assertEquals(1, read);
            c.add(note);
            return c.alpha.write(inner -> {
                assertSame(work.session(), inner.session());
                c.add(note);
                assertEquals(2, c.counted(note));
                return null;
            });
        });
        assertEquals(2, c.betaRows(note));
    }

    @Test
    public void afterCommitOnly() {
        var stored = new ArrayList<Long>();
        c.alpha.write(work -> {
            c.save(work.session(), note);
            work.afterCommit(() -> {
                stored.add(c.alphaRows(note));
                c.add(note);
            });
            work.afterCommit(() -> {
                throw new IllegalStateException("nobody is hurt");
            });
            work.afterCommit(() -> stored.add(c.betaRows(note)));
            return null;
        });
        assertEquals(List.of(1L, 1L), stored);
        assertThrows(
                IllegalStateException.class,
                () -> c.alpha.write(work -> {
                    work.afterCommit(() -> stored.add(-1L));
                    throw new IllegalStateException();
                }));
        assertEquals(2, stored.size());
    }

    @Test
    public void nothingFoundDoesNotDoom() {
        c.alpha.write(work -> {
            assertThrows(
                    NoResultException.class,
                    () -> c.alpha.read(session -> session.createQuery("select r from AlphaRow r where r.note = 'none'")
                            .getSingleResult()));
            c.save(work.session(), note);
            return null;
        });
        assertEquals(1, c.alphaRows(note));
    }

    @Test
    public void duplicatesAreRecognised() {
        c.add(note, note);
        var thrown = assertThrows(RuntimeException.class, () -> c.add(note, note));
        assertTrue(Constraint.isDuplicate(thrown));
        var other = assertThrows(RuntimeException.class, c::badSql);
        assertFalse(Constraint.isDuplicate(other));
    }

    @Test
    public void whatIsDoneIsMeasured() {
        var heard = new Heard();
        c.units.measure(heard);
        c.alpha.write(work -> {
            c.add(note);
            c.counted(note);
            return c.save(work.session(), note);
        });
        c.counted(note);
        assertThrows(IllegalStateException.class, () -> c.fail(note));
        c.units.measure(Measure.NONE);
        c.counted(note);
        assertEquals(
                List.of(
                        "open alpha",
                        "open beta",
                        "alpha COMMIT",
                        "alpha write",
                        "beta read",
                        "beta ROLLBACK",
                        "beta write"),
                List.copyOf(heard.all));
    }

    private static final class Heard implements Measure {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void opened(String unit) {
            all.add("open " + unit);
        }

        @Override
        public void closed(String unit) {
            all.add("close " + unit);
        }

        @Override
        public void took(String unit, boolean write, long nanos) {
            assertTrue(nanos > 0);
            all.add(unit + (write ? " write" : " read"));
        }

        @Override
        public void ended(String unit, Outcome outcome) {
            all.add(unit + " " + outcome);
        }
    }

    @Test
    public void aDeadlockIsTriedAgain() throws Exception {
        long one = c.add("one" + note);
        long two = c.add("two" + note);
        var meet = new CyclicBarrier(2);
        var tries = new AtomicInteger();
        var heard = new Heard();
        c.units.measure(heard);
        var first = start(() -> lock(one, two, meet, tries));
        var second = start(() -> lock(two, one, meet, tries));
        first.get(30, TimeUnit.SECONDS);
        second.get(30, TimeUnit.SECONDS);
        c.units.measure(Measure.NONE);
        assertTrue("one of them lost and came again", tries.get() >= 3);
        assertTrue(heard.all.contains("alpha RETRY"));
        assertEquals(2, c.betaRows("one" + note) + c.betaRows("two" + note));
    }

    private Void lock(long first, long second, CyclicBarrier meet, AtomicInteger tries) {
        return c.alpha.write(work -> {
            touch(work, first);
            if (tries.incrementAndGet() <= 2) {
                await(meet);
            }
            touch(work, second);
            return null;
        });
    }

    private static void touch(Work<javax.persistence.EntityManager> work, long id) {
        work.session()
                .createNativeQuery("update beta_row set number = number + 1 where id = ?")
                .setParameter(1, id)
                .executeUpdate();
    }

    @Test
    public void positionsBecomeVisibleInOrder() throws Exception {
        var earlier = new CountDownLatch(1);
        var later = new CountDownLatch(1);
        var slow = start(() -> c.alpha.write(work -> {
            work.publish(Happened.to("slow" + note));
            earlier.countDown();
            await(later);
            return null;
        }));
        await(earlier);
        c.alpha.write(work -> {
            work.publish(Happened.to("fast" + note));
            return null;
        });
        long seen = c.number("select max(position) from data_outbox");
        later.countDown();
        slow.get(20, TimeUnit.SECONDS);
        assertEquals(
                "what commits later has a later place",
                seen + 1,
                c.number("select position from data_outbox where aggregate = ?", "slow" + note));
    }

    @Test
    public void aReaderThatGoesOnMissesNothing() throws Exception {
        long start = c.number("select last from data_position");
        int writes = 300;
        var left = new AtomicInteger(writes);
        var writers = new ArrayList<FutureTask<Void>>();
        for (int i = 0; i < 3; i++) {
            writers.add(start(() -> {
                int n;
                while ((n = left.decrementAndGet()) >= 0) {
                    tell(n);
                }
                return null;
            }));
        }
        long position = start;
        while (position < start + writes * 9L / 10 * 2) {
            long next = c.number("select coalesce(min(position), 0) from data_outbox where position > ?", position);
            if (next > 0) {
                assertEquals(position + 1, next);
                position = next;
            }
        }
        for (var writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }
    }

    private void tell(int n) {
        try {
            c.alpha.write(work -> {
                work.publish(Happened.to(note));
                work.publish(Happened.to(note));
                if (n % 10 == 9) {
                    throw new ArithmeticException();
                }
                return null;
            });
        } catch (ArithmeticException e) {
            // one in ten is rolled back
        }
    }

    @Test
    public void closingLetsRunningWorkEnd() throws Exception {
        var inside = new CountDownLatch(1);
        var running = start(() -> c.alpha.write(work -> {
            c.save(work.session(), note);
            c.add(note);
            inside.countDown();
            pause(700);
            return null;
        }));
        await(inside);
        long start = System.nanoTime();
        c.beta.close();
        assertTrue(System.nanoTime() - start > 400_000_000L);
        running.get(20, TimeUnit.SECONDS);
        assertStored(1);
        var refused = assertThrows(Problem.class, () -> c.add(note));
        assertSame(KernelError.REPLACED, refused.code());
        c.openBeta();
        c.add(note);
        assertEquals(2, c.betaRows(note));
    }

    @Test
    public void closingFromInsideDoomsAndDoesNotHang() {
        var gone = new AtomicInteger();
        long start = System.nanoTime();
        assertThrows(
                RolledBack.class,
                () -> c.alpha.write(work -> {
                    c.save(work.session(), note);
                    c.add(note);
                    c.beta.close(gone::incrementAndGet);
                    assertEquals("the unit stays until the work has ended", 0, gone.get());
                    c.openBeta(); // as the updated bundle would, while the old work is still there
                    return null;
                }));
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        assertEquals(1, gone.get());
        assertStored(0);
        c.add(note);
        assertEquals(1, c.betaRows(note));
    }

    @Test
    public void firstWriteRolledBackGivesNoIdTwice() throws Exception {
        try (var fresh = new Capabilities(kind, FOLDER.newFolder().toPath())) {
            assertThrows(
                    IllegalStateException.class,
                    () -> fresh.alpha.write(work -> {
                        fresh.add(note);
                        throw new IllegalStateException();
                    }));
            for (int i = 0; i < 120; i++) {
                fresh.alpha.write(work -> fresh.add(note));
            }
            assertEquals(120, fresh.number("select count(distinct id) from beta_row"));
        }
    }

    @Test
    public void soak() throws Exception {
        int writes = 1200;
        var left = new AtomicInteger(writes);
        var committed = new AtomicInteger();
        var threads = new ArrayList<FutureTask<Void>>();
        for (int i = 0; i < 4; i++) {
            threads.add(start(() -> {
                int n;
                while ((n = left.decrementAndGet()) >= 0) {
                    joint(n, committed);
                }
                return null;
            }));
        }
        for (var thread : threads) {
            thread.get(120, TimeUnit.SECONDS);
        }
        assertEquals(writes * 9 / 10, committed.get());
        assertStored(committed.get());
        assertEquals(committed.get(), c.told(note));
    }

    private void joint(int n, AtomicInteger committed) {
        try {
            c.alpha.write(work -> {
                c.save(work.session(), note);
                c.add(note);
                work.publish(Happened.to(note));
                if (n % 10 == 9) {
                    throw new ArithmeticException();
                }
                return null;
            });
            committed.incrementAndGet();
        } catch (ArithmeticException e) {
            // one in ten is rolled back
        }
    }

    private void assertStored(long rows) {
        assertEquals(rows, c.alphaRows(note));
        assertEquals(rows, c.betaRows(note));
    }

    private static <T> FutureTask<T> start(Callable<T> action) {
        var task = new FutureTask<>(action);
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T elsewhere(Callable<T> action) {
        try {
            return start(action).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
