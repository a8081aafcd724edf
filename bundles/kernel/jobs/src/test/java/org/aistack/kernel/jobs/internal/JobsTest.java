package org.aistack.kernel.jobs.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.jobs.Stopped;
import org.aistack.kernel.jobs.internal.store.Candidate;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.kernel.testkit.TestStore;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Jobs on both databases, with one server and with two. */
@RunWith(Parameterized.class)
public final class JobsTest {

    @Parameters(name = "{0}")
    public static List<Object[]> databases() {
        return List.of(
                new Object[] {"H2", (Supplier<TestDatabase>) TestDatabase::memory},
                new Object[] {"PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres});
    }

    private static final Caller ANN = TestGuard.person("ann");

    private final TestDatabase database;
    private final TestStore store;
    private final List<JobServer> servers = new ArrayList<>();

    public JobsTest(String name, Supplier<TestDatabase> database) {
        this.database = database.get();
        this.store = this.database.store("jobs");
    }

    @After
    public void close() {
        servers.forEach(JobServer::close);
        database.close();
    }

    private JobServer server(String name, long life, Fixed settings) {
        var server = new JobServer(database, store, name, life, settings);
        servers.add(server);
        return server;
    }

    private JobServer server() {
        return server("one", 1, Fixed.USUAL);
    }

    private static Probe.Arguments named(String name) {
        return new Probe.Arguments(name, 0);
    }

    @Test
    public void runsAndKeepsItsResult() throws Exception {
        JobServer server = server().with(new Probe("t.add", (arguments, run) -> {
            run.progress(0.5, null);
            return new Probe.Arguments(arguments.name() + "!", arguments.count() + 1);
        }));
        String id = server.start(ANN, "t.add", new Probe.Arguments("x", 41));
        Entry done = server.await(id, Status.SUCCEEDED);
        assertEquals("{\"name\":\"x!\",\"count\":42}", done.result());
        assertEquals(1, done.attempts());
        assertEquals(1.0, done.progress(), 0);
        assertEquals("ann", done.starter().id());
        assertNotNull(done.finishedAt());
        assertEquals(List.of(), server.tables.jobs().contradictions());
    }

    @Test
    public void existsExactlyWhenTheWorkCommits() throws Exception {
        Probe probe = new Probe("t.x", Probe.NOTHING);
        JobServer server = server().with(probe);
        assertThrows(
                IllegalStateException.class,
                () -> store.write(work -> {
                    server.book.start("t.x", named("never"));
                    throw new IllegalStateException("on purpose");
                }));
        String id = store.write(work -> server.book.start("t.x", named("once")));
        server.await(id, Status.SUCCEEDED);
        assertEquals(List.of("once"), probe.runs);
        assertEquals(1, server.tables.jobs().count());
    }

    @Test
    public void twoServersRunEachJobOnce() throws Exception {
        Probe first = new Probe("t.x", Probe.NOTHING);
        Probe second = new Probe("t.x", Probe.NOTHING);
        JobServer one = server("one", 1, Fixed.USUAL).with(first);
        JobServer two = server("two", 1, Fixed.USUAL).with(second);
        Set<String> started = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            one.start(ANN, "t.x", named("job " + i));
            started.add("job " + i);
        }
        JobServer.await(() -> one.tables.jobs().count("r.status = 'succeeded'", java.util.Map.of()) == 200);
        List<String> ran = new ArrayList<>(first.runs);
        ran.addAll(second.runs);
        assertEquals(200, ran.size());
        assertEquals(started, new HashSet<>(ran));
        assertTrue(two.workers != null);
    }

    @Test
    public void triesAgainWithBackOffAndParksAfterFiveFailures() throws Exception {
        Probe probe = new Probe("t.bad", (arguments, run) -> {
            throw new IllegalStateException("on purpose");
        });
        JobServer server = server().with(probe);
        String id = server.start(ANN, "t.bad", named("x"));
        for (int failures = 1; failures < 5; failures++) {
            int expected = failures;
            JobServer.await(() -> server.entry(id).status() == Status.QUEUED
                    && server.entry(id).attempts() == expected);
            Entry waiting = server.entry(id);
            Duration wait = Duration.between(database.clock().instant(), waiting.notBefore());
            assertTrue("waits " + wait, wait.toSeconds() >= 2 * Math.pow(4, failures - 1));
            assertTrue(waiting.problem().contains("kernel.internal"));
            assertFalse(waiting.problem().contains("on purpose"));
            database.clock().advance(wait);
        }
        Entry parked = server.await(id, Status.PARKED);
        assertEquals(5, parked.attempts());
        assertEquals(5, probe.runs.size());
        database.guard().as(ANN);
        server.book.retry(id);
        JobServer.await(() -> server.entry(id).attempts() == 6);
    }

    @Test
    public void aProblemFailsAtOnceAndUnavailableDoesNot() throws Exception {
        JobServer server = server().with(
                        new Probe("t.wrong", (arguments, run) -> {
                            throw Problem.at("/name", KernelError.BAD_FORMAT);
                        }),
                        new Probe("t.away", (arguments, run) -> {
                            throw Problem.of(KernelError.UNAVAILABLE);
                        }));
        Entry wrong = server.await(server.start(ANN, "t.wrong", named("x")), Status.FAILED);
        assertTrue(wrong.problem(), wrong.problem().contains("\"pointer\":\"/name\""));
        String away = server.start(ANN, "t.away", named("x"));
        JobServer.await(
                () -> server.entry(away).attempts() == 1 && server.entry(away).status() == Status.QUEUED);
        assertTrue(server.entry(away).problem().contains("kernel.unavailable"));
    }

    @Test
    public void cancelsAQueuedAndARunningOne() throws Exception {
        Probe endless = new Probe("t.endless", Probe.ENDLESS);
        JobServer server = server("one", 1, Fixed.USUAL.threads(1)).with(endless);
        String running = server.start(ANN, "t.endless", named("running"));
        endless.begun.await();
        String queued = server.start(ANN, "t.endless", named("queued"));
        database.guard().as(ANN);
        assertEquals(Status.CANCELLED, server.book.cancel(queued).status());
        server.book.cancel(running);
        server.await(running, Status.CANCELLED);
        assertEquals(List.of("running"), endless.runs);
        Problem again = assertThrows(Problem.class, () -> server.book.cancel(running));
        assertEquals("kernel.job-finished", again.code().wire());
    }

    @Test
    public void cancelsAJobOfAnotherServer() throws Exception {
        Probe endless = new Probe("t.endless", Probe.ENDLESS);
        JobServer one = server("one", 1, Fixed.USUAL).with(endless);
        JobServer two = server("two", 1, Fixed.USUAL);
        String id = one.start(ANN, "t.endless", named("x"));
        endless.begun.await();
        database.guard().as(ANN);
        assertEquals(Status.RUNNING, two.book.cancel(id).status());
        one.await(id, Status.CANCELLED);
    }

    @Test
    public void aLaterLifeTakesOverAtOnceAndTheGhostWritesNothing() throws Exception {
        JobServer dead = server("one", 1, Fixed.USUAL);
        dead.close();
        dead.with(new Probe("t.x", Probe.NOTHING));
        String id = dead.start(ANN, "t.x", named("x"));
        var claim = dead.tables
                .runs()
                .claim(candidate(id), "one", 1, database.clock().instant())
                .orElseThrow();
        assertTrue(dead.tables.runs().keep(claim.id(), claim.fence(), "half"));
        var seen = new java.util.concurrent.CopyOnWriteArrayList<String>();
        JobServer next = server("one", 2, Fixed.USUAL).with(new Probe("t.x", (arguments, run) -> {
            seen.add(run.kept().orElse("nothing"));
            return null;
        }));
        Entry done = next.await(id, Status.SUCCEEDED);
        assertEquals(2, done.attempts());
        assertEquals(List.of("half"), seen);
        assertFalse(dead.tables.runs().keep(claim.id(), claim.fence(), "late"));
        assertFalse(dead.tables
                .runs()
                .beat(claim.id(), claim.fence(), database.clock().instant()));
        assertFalse(dead.tables
                .runs()
                .end(claim, Status.FAILED, null, null, database.clock().instant()));
        assertEquals(Status.SUCCEEDED, next.entry(id).status());
    }

    @Test
    public void anotherServerTakesOverAfterTheLeaseWhateverTheClocksSay() throws Exception {
        JobServer dead = server("one", 7, Fixed.USUAL);
        dead.close();
        dead.with(new Probe("t.x", Probe.NOTHING));
        String id = dead.start(ANN, "t.x", named("x"));
        dead.tables
                .runs()
                .claim(candidate(id), "one", 7, database.clock().instant())
                .orElseThrow();
        database.clock().advance(Duration.ofDays(2));
        long start = System.nanoTime();
        JobServer other = server("two", 1, Fixed.USUAL.lease(3)).with(new Probe("t.x", Probe.NOTHING));
        other.await(id, Status.SUCCEEDED);
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        assertTrue("taken over after " + seconds + " s", seconds >= 3 && seconds < 8);
    }

    @Test
    public void aJobThatKillsItsServerIsParked() throws Exception {
        JobServer starter = server("one", 1, Fixed.USUAL);
        starter.close();
        starter.with(new Probe("t.x", Probe.NOTHING));
        String id = starter.start(ANN, "t.x", named("x"));
        for (int life = 1; life <= 5; life++) {
            var claim = starter.tables
                    .runs()
                    .claim(candidate(id), "one", life, database.clock().instant());
            assertTrue("life " + life, claim.isPresent());
            JobServer next = server("one", life + 1, Fixed.USUAL);
            JobServer.await(() -> next.entry(id).status() != Status.RUNNING);
            next.close();
        }
        Entry parked = starter.entry(id);
        assertEquals(Status.PARKED, parked.status());
        assertTrue(parked.problem().contains("kernel.job-interrupted"));
    }

    @Test
    public void waitsForItsKindAndGoesOnAfterItsReturn() throws Exception {
        Probe endless = new Probe("t.x", Probe.ENDLESS);
        JobServer server = server().with(endless);
        String id = server.start(ANN, "t.x", named("x"));
        endless.begun.await();
        server.kinds.remove(endless);
        Entry waiting = server.entry(id);
        assertEquals(Status.QUEUED, waiting.status());
        assertEquals(0, waiting.attempts());
        assertNull(waiting.problem());
        server.with(new Probe("t.x", Probe.NOTHING));
        assertEquals(1, server.await(id, Status.SUCCEEDED).attempts());
    }

    @Test
    public void stopsAtASafePointWithTheServer() throws Exception {
        Probe endless = new Probe("t.x", Probe.ENDLESS);
        JobServer server = server().with(endless);
        String id = server.start(ANN, "t.x", named("x"));
        endless.begun.await();
        server.close();
        assertEquals(Status.QUEUED, server.entry(id).status());
        assertEquals(0, server.entry(id).attempts());
    }

    @Test
    public void leavesAJobAloneThatDoesNotStop() throws Exception {
        var release = new CountDownLatch(1);
        var refused = new AtomicBoolean();
        Probe deaf = new Probe("t.x", (arguments, run) -> {
            release.await();
            try {
                run.keep("too late");
            } catch (Stopped e) {
                refused.set(true);
            }
            return "done";
        });
        JobServer server = server().with(deaf);
        String id = server.start(ANN, "t.x", named("x"));
        deaf.begun.await();
        server.kinds.remove(deaf);
        assertEquals(Status.QUEUED, server.entry(id).status());
        server.with(new Probe("t.x", (arguments, run) -> run.kept().orElse("nothing")));
        assertEquals("\"nothing\"", server.await(id, Status.SUCCEEDED).result());
        release.countDown();
        JobServer.await(refused::get);
        assertEquals("\"nothing\"", server.entry(id).result());
    }

    @Test
    public void aWithdrawnRightStopsIt() throws Exception {
        database.guard().revoke("*").grant("t:write");
        Probe endless = new Probe("t.x", "t:write", Probe.ENDLESS);
        JobServer server = server().with(endless);
        String id = server.start(ANN, "t.x", named("x"));
        endless.begun.await();
        long start = System.nanoTime();
        database.guard().revoke("t:write");
        Entry failed = server.await(id, Status.FAILED);
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        assertTrue(failed.problem().contains("kernel.denied"));
        assertThrows(Problem.class, () -> server.start(ANN, "t.x", named("y")));
    }

    @Test
    public void aJobOfSomebodyWhoLeftDoesNotRun() throws Exception {
        Probe probe = new Probe("t.x", Probe.NOTHING);
        JobServer server = server().with(probe);
        server.people.clear();
        server.await(server.start(ANN, "t.x", named("x")), Status.FAILED);
        assertEquals(List.of(), probe.runs);
        server.await(server.start(Caller.SYSTEM, "t.x", named("x")), Status.SUCCEEDED);
    }

    @Test
    public void oneUsersFloodDoesNotStarveAnother() throws Exception {
        var slow = new Semaphore(0);
        Probe probe = new Probe("t.x", (arguments, run) -> {
            if (arguments.name().equals("flood")) {
                slow.acquire();
            }
            return null;
        });
        JobServer server = server("one", 1, Fixed.USUAL.threads(2)).with(probe);
        for (int i = 0; i < 500; i++) {
            server.start(ANN, "t.x", named("flood"));
        }
        String other = server.start(server.person("bob"), "t.x", named("single"));
        server.await(other, Status.SUCCEEDED);
        assertTrue(server.tables.jobs().count(Status.QUEUED) >= 498);
        slow.release(1_000);
        JobServer.await(() -> server.tables.jobs().count(Status.SUCCEEDED) == 501);
    }

    @Test
    public void theQueueIsBounded() throws Exception {
        JobServer server = server("one", 1, Fixed.USUAL.queued(3)).with(new Probe("t.x", Probe.NOTHING));
        server.close();
        for (int i = 0; i < 3; i++) {
            server.start(ANN, "t.x", named("x"));
        }
        Problem full = assertThrows(Problem.class, () -> server.start(ANN, "t.x", named("x")));
        assertEquals("kernel.too-many-jobs", full.code().wire());
        assertTrue(full.retryAfter().isPresent());
    }

    @Test
    public void everybodySeesHisOwn() throws Exception {
        database.guard().revoke("*");
        JobServer server = server().with(new Probe("t.x", Probe.NOTHING));
        String id = server.start(ANN, "t.x", named("x"));
        server.await(id, Status.SUCCEEDED);
        database.guard().as(TestGuard.person("bob"));
        Problem unseen = assertThrows(Problem.class, () -> server.book.get(id));
        assertEquals(KernelError.NOT_FOUND, unseen.code());
        database.guard().grant(JobBook.MONITOR);
        assertEquals(Status.SUCCEEDED, server.book.get(id).status());
        assertEquals(
                KernelError.DENIED,
                assertThrows(Problem.class, () -> server.book.cancel(id)).code());
    }

    @Test
    public void oldOnesAreForgottenButNotParkedOnes() throws Exception {
        JobServer server = server().with(new Probe("t.x", Probe.NOTHING));
        String id = server.start(ANN, "t.x", named("x"));
        server.await(id, Status.SUCCEEDED);
        database.clock().advance(Duration.ofDays(31));
        assertEquals(1, server.tables.jobs().purge(database.clock().instant().minus(server.settings.retention()), 100));
        assertEquals(0, server.tables.jobs().count());
    }

    private Candidate candidate(String id) {
        return servers.get(0)
                .tables
                .jobs()
                .candidates(Set.of("t.x"), database.clock().instant(), 1, 1)
                .get(0);
    }
}
