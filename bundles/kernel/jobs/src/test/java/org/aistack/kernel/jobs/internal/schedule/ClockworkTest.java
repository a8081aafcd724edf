package org.aistack.kernel.jobs.internal.schedule;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.Run;
import org.aistack.kernel.jobs.internal.JobServer;
import org.aistack.kernel.jobs.internal.JobsError;
import org.aistack.kernel.jobs.internal.store.ScheduleTable;
import org.aistack.kernel.jobs.internal.store.Timing;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.kernel.testkit.TestStore;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Schedules on both databases, with one server and with two. The clock goes only when it is told to. */
@RunWith(Parameterized.class)
public final class ClockworkTest {

    @Parameters(name = "{0}")
    public static List<Object[]> databases() {
        return List.of(
                new Object[] {"H2", (Supplier<TestDatabase>) TestDatabase::memory},
                new Object[] {"PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres});
    }

    private static final String KIND = "t.nightly";

    private final TestDatabase database;
    private final TestStore store;
    private final List<Runnable> open = new ArrayList<>();
    private JobServer first;

    public ClockworkTest(String name, Supplier<TestDatabase> database) {
        this.database = database.get();
        this.store = this.database.store("jobs");
        this.database.clock().set(Instant.parse("2026-06-01T12:00:00Z"));
    }

    @After
    public void close() {
        open.forEach(Runnable::run);
        database.close();
    }

    private Clockwork server(String name, String cron) {
        JobServer server = JobServer.named(database, store, name).with(new Nightly(cron));
        var clockwork = new Clockwork(
                server.tables, server.kinds, server.workers, server.settings, database.ids(), database.clock());
        open.add(clockwork::deactivate);
        open.add(server::close);
        if (first == null) {
            first = server;
        }
        return clockwork;
    }

    private Timing timing() {
        JobServer.await(() -> schedules().ofCode(KIND).isPresent());
        return schedules().ofCode(KIND).orElseThrow();
    }

    private ScheduleTable schedules() {
        return first.tables.schedules();
    }

    private long jobs() {
        return first.tables.jobs().count("r.schedule_id > 0", Map.of());
    }

    private void awaitJobs(long count) {
        JobServer.await(() -> jobs() == count
                && first.tables.jobs().count("r.schedule_id > 0 and r.status = 'succeeded'", Map.of()) == count);
    }

    @Test
    public void runsOnceWhenItsTimeComesHoweverManyServersThereAre() {
        server("one", "0 3 * * *");
        server("two", "0 3 * * *");
        assertEquals(Instant.parse("2026-06-02T01:00:00Z"), timing().nextRunAt());
        database.clock().set(Instant.parse("2026-06-02T01:00:00Z"));
        awaitJobs(1);
        JobServer.await(() -> timing().nextRunAt().equals(Instant.parse("2026-06-03T01:00:00Z")));
        database.clock().advance(Duration.ofDays(1));
        awaitJobs(2);
        assertEquals(2, jobs());
    }

    @Test
    public void catchesUpWithOneRunAfterALongPause() {
        Clockwork one = server("one", "*/10 * * * *");
        timing();
        one.deactivate();
        database.clock().advance(Duration.ofDays(9));
        server("two", "*/10 * * * *");
        awaitJobs(1);
        Timing timing = timing();
        assertTrue(timing.nextRunAt().isAfter(database.clock().instant()));
        assertTrue(timing.nextRunAt().isBefore(database.clock().instant().plusSeconds(601)));
    }

    @Test
    public void doesNotStallWhenTheClockCameBackFromTheFuture() {
        Clockwork one = server("one", "0 3 * * *");
        timing();
        database.clock().advance(Duration.ofDays(400));
        awaitJobs(1);
        database.clock().set(Instant.parse("2026-06-01T12:05:00Z"));
        one.tidy();
        assertEquals(Instant.parse("2026-06-02T01:00:00Z"), timing().nextRunAt());
    }

    @Test
    public void doesNotRunAgainWhenTheClockIsPutBackALittle() {
        Clockwork one = server("one", "0 3 * * *");
        timing();
        database.clock().set(Instant.parse("2026-06-02T01:00:30Z"));
        awaitJobs(1);
        database.clock().set(Instant.parse("2026-06-02T00:30:00Z"));
        one.tidy();
        database.clock().set(Instant.parse("2026-06-02T01:01:00Z"));
        one.tick();
        assertEquals(1, jobs());
    }

    @Test
    public void aChangedExpressionOfTheCodeTakesEffect() {
        Clockwork one = server("one", "0 3 * * *");
        timing();
        one.deactivate();
        server("two", "30 5 * * *");
        JobServer.await(() -> timing().cron().equals("30 5 * * *"));
        assertEquals(Instant.parse("2026-06-02T03:30:00Z"), timing().nextRunAt());
    }

    @Test
    public void waitsForAKindThatIsNotThere() {
        Nightly job = new Nightly("0 3 * * *");
        JobServer server = JobServer.named(database, store, "one").with(job);
        first = server;
        var clockwork = new Clockwork(
                server.tables, server.kinds, server.workers, server.settings, database.ids(), database.clock());
        open.add(clockwork::deactivate);
        open.add(server::close);
        timing();
        server.without(job);
        database.clock().advance(Duration.ofDays(3));
        clockwork.tick();
        assertEquals(0, jobs());
        server.with(job);
        awaitJobs(1);
    }

    @Test
    public void peopleKeepTheirOwnOnes() throws Exception {
        server("one", "0 3 * * *");
        var book = new ScheduleBook(
                first.tables, first.book, database.guard(), database.ids(), database.clock(), first.settings);
        var mapper = new ObjectMapper();
        var content = new ScheduleBook.Content(mapper.readTree("{\"n\":1}"), "0 9 * * MON", "Asia/Shanghai", false);
        Timing made = book.create(KIND, content);
        assertEquals(Instant.parse("2026-06-08T01:00:00Z"), made.nextRunAt());
        String id = Id.text(made.id());
        Timing paused =
                book.change(id, 1, c -> new ScheduleBook.Content(c.arguments(), c.cron(), c.timeZone(), true), content);
        assertTrue(paused.paused());
        database.clock().advance(Duration.ofDays(30));
        awaitJobs(1);
        assertFalse(book.get(id).lastJob() > 0);
        assertThrows(Problem.class, () -> book.delete(id, 1));
        database.guard().as(TestGuard.person("bob")).revoke("*");
        assertEquals(
                KernelError.NOT_FOUND,
                assertThrows(Problem.class, () -> book.get(id)).code());
        database.guard().as(TestGuard.person("ann")).grant("*");
        Timing nightly = timing();
        assertEquals(
                JobsError.SCHEDULE_OF_CODE,
                assertThrows(Problem.class, () -> book.delete(Id.text(nightly.id()), nightly.version()))
                        .code());
        book.delete(id, 2);
    }

    @Test
    public void refusesZonesAndExpressionsThatAreNone() {
        assertEquals(
                JobsError.BAD_CRON,
                assertThrows(Problem.class, () -> When.cron("61 * * * *")).code());
        assertEquals(
                KernelError.REQUIRED,
                assertThrows(Problem.class, () -> When.cron(" ")).code());
        assertEquals(
                JobsError.BAD_TIME_ZONE,
                assertThrows(Problem.class, () -> When.zone("Mars/Base", null)).code());
        assertEquals(
                JobsError.BAD_TIME_ZONE,
                assertThrows(Problem.class, () -> When.zone("+02:00", null)).code());
        assertEquals(ZoneId.of("Asia/Shanghai"), When.zone(null, ZoneId.of("Asia/Shanghai")));
    }

    /** A kind with a schedule of its own. */
    private static final class Nightly implements Job<Nightly.Arguments> {

        record Arguments(int n) {}

        private final String cron;

        Nightly(String cron) {
            this.cron = cron;
        }

        @Override
        public Card card() {
            return new Card(KIND, new Text("每晚", "Nightly"), "t:write");
        }

        @Override
        public Class<Arguments> arguments() {
            return Arguments.class;
        }

        @Override
        public Object run(Arguments arguments, Run run) {
            return null;
        }

        @Override
        public Optional<Timed<Arguments>> timed() {
            return Optional.of(new Timed<>(Schedule.of(cron), new Arguments(7)));
        }
    }
}
