package org.aistack.kernel.events.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.events.Event;
import org.aistack.kernel.events.internal.store.Parked;
import org.aistack.kernel.events.internal.store.Positions;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestLeases;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

@RunWith(Parameterized.class)
public class LaneTest {

    private static final Executor HERE = Runnable::run;

    private final RelayDatabase database;
    private final Listener listener = new Listener();
    private final Always guard = new Always();
    private long now = 5_000_000_000L;
    private final TestLeases leases = new TestLeases();
    private final Turn turn = new Turn(leases, "events.lane.test.listener", () -> now);
    private final Map<Lane.Result, Integer> tally = new TreeMap<>();
    private final Lane lane;

    public LaneTest(String name, Supplier<TestDatabase> made) {
        database = new RelayDatabase(made.get());
        lane = lane(database.tables, listener);
    }

    @Parameterized.Parameters(name = "{0}")
    public static Object[][] databases() {
        Supplier<TestDatabase> memory = TestDatabase::memory;
        Supplier<TestDatabase> postgres = TestDatabase::postgres;
        return new Object[][] {{"H2", memory}, {"PostgreSQL", postgres}};
    }

    private Lane lane(RelayTables tables, Listener to) {
        return new Lane(
                Delivery.to(to, guard),
                tables,
                turn,
                () -> now,
                (name, result) -> tally.merge(result, 1, Integer::sum));
    }

    @After
    public void close() {
        database.close();
    }

    @Test
    public void deliversEverythingTheOutboxStillHoldsInOrder() {
        for (String id : List.of("a", "b", "a")) {
            database.tell(id);
        }
        database.tell("aistack/internal/Other", "a", RelayDatabase.NOW);
        lane.wake(HERE);
        assertEquals(List.of(1L, 2L, 3L), listener.positions());
        assertEquals(new Happened("a", 3), listener.heard.get(0).fact());
        assertEquals("u1", listener.heard.get(0).causedBy());
        assertEquals(RelayDatabase.NOW, listener.heard.get(0).at());
        assertEquals("passed what is none of its business", 4, lane.position());
        assertEquals(Map.of(Lane.Result.DELIVERED, 3), tally);
    }

    @Test
    public void understandsWhatAUnitOfWorkTold() {
        database.publish(new Happened("a", 5));
        database.publish(new Happened("b", 6));
        lane.wake(HERE);
        assertEquals(
                List.of(new Happened("a", 5), new Happened("b", 6)),
                listener.heard.stream().map(Event::fact).toList());
    }

    @Test
    public void runsAsTheServerWithTheSubscribersClassLoader() {
        database.tell("a");
        Thread.currentThread().setContextClassLoader(null);
        listener.during = () -> {
            assertEquals(Caller.SYSTEM, guard.caller());
            assertEquals(Listener.class.getClassLoader(), Thread.currentThread().getContextClassLoader());
        };
        lane.wake(HERE);
        assertEquals(List.of(1L), listener.positions());
        assertNull(Thread.currentThread().getContextClassLoader());
    }

    @Test
    public void deliversMoreThanOneBatch() {
        for (int i = 0; i < 250; i++) {
            database.tell("a" + i);
        }
        lane.wake(HERE);
        assertEquals(250, listener.heard.size());
        assertEquals(250L, (long) listener.positions().get(249));
    }

    @Test
    public void goesOnWhereItWasAfterARestart() {
        database.tell("a");
        lane.wake(HERE);
        database.tell("b");
        Lane next = lane(database.tables, listener);
        next.wake(HERE);
        assertEquals(List.of(1L, 2L), listener.positions());
    }

    @Test
    public void isDueOnlyWhenThereIsSomethingToDo() {
        assertTrue("its cursor is not known yet", lane.due(news(0)));
        lane.wake(HERE);
        assertFalse(lane.due(news(0)));
        assertTrue(lane.due(news(1)));
        assertTrue(lane.due(news(0, "test.listener")));
        lane.close(1);
        assertFalse(lane.due(news(1)));
    }

    @Test
    public void waitsLongerAfterEachFailureAndThenParks() {
        listener.refused.add("bad");
        database.tell("bad");
        database.tell("good");
        database.tell("bad");
        for (int seconds : new int[] {1, 2, 4, 8}) {
            lane.wake(HERE);
            assertEquals(List.of(), listener.positions());
            now += TimeUnit.SECONDS.toNanos(seconds) - 1;
            assertFalse(lane.due(news(3)));
            now += 1;
            assertTrue(lane.due(news(3)));
        }
        assertEquals(4, lane.failures());
        lane.wake(HERE);
        assertEquals("the others go on", List.of(2L), listener.positions());
        assertEquals(3, lane.position());
        assertEquals(Map.of(Lane.Result.FAILED, 5, Lane.Result.PARKED, 1, Lane.Result.DELIVERED, 1), tally);
        List<Parked> parked = database.tables.parking().list(null, null, false, 10);
        assertEquals(
                List.of(Parked.Status.PARKED, Parked.Status.WAITING),
                parked.stream().map(Parked::status).toList());
        assertEquals(
                "java.lang.IllegalStateException: indigestible", parked.get(0).error());
        assertEquals(5, parked.get(0).failures());
    }

    @Test
    public void failuresSurviveARestart() {
        listener.refused.add("bad");
        database.tell("bad");
        lane.wake(HERE);
        now += TimeUnit.SECONDS.toNanos(1);
        lane.wake(HERE);
        Lane next = lane(database.tables, listener);
        next.wake(HERE);
        assertEquals(3, next.failures());
    }

    @Test
    public void triesAChainAgainInOrder() {
        park("bad", "bad", "bad");
        database.tables.parking().retry(firstParked());
        lane.wake(HERE);
        assertEquals("still refused: nothing behind it may overtake", List.of(), listener.positions());
        assertEquals(
                6, database.tables.parking().list(null, null, false, 1).get(0).failures());
        listener.refused.clear();
        database.tables.parking().retry(firstParked());
        assertEquals(Set.of("test.listener"), database.tables.parking().retrying());
        lane.wake(HERE);
        assertEquals(List.of(1L, 2L, 3L), listener.positions());
        assertEquals(Map.of(), database.tables.parking().counts());
        database.tell("bad");
        lane.wake(HERE);
        assertEquals("no longer blocked", List.of(1L, 2L, 3L, 4L), listener.positions());
    }

    @Test
    public void dropsAnEventAndTriesThoseBehindIt() {
        park("bad", "bad");
        listener.refused.clear();
        assertTrue(database.tables.parking().drop(firstParked()));
        assertFalse(database.tables.parking().drop(4711));
        lane.wake(HERE);
        assertEquals(List.of(2L), listener.positions());
    }

    @Test
    public void blamesNobodyForTheDatabase() {
        var away = new AtomicBoolean(true);
        Lane shaky = lane(database.tables(source(away)), listener);
        database.tell("a");
        shaky.wake(HERE);
        assertEquals(0, shaky.failures());
        assertFalse(shaky.due(news(1)));
        away.set(false);
        now += TimeUnit.SECONDS.toNanos(1);
        shaky.wake(HERE);
        assertEquals(List.of(1L), listener.positions());
    }

    @Test
    public void deliversAgainWhatItCouldNotWriteDown() {
        var away = new AtomicBoolean();
        Lane shaky = lane(database.tables(source(away)), listener);
        database.tell("a");
        listener.during = () -> away.set(true);
        shaky.wake(HERE);
        away.set(false);
        listener.during = () -> {};
        now += TimeUnit.SECONDS.toNanos(3);
        assertFalse("this one knows", shaky.due(news(1)));
        leases.lose("events.lane.test.listener");
        lane.wake(HERE);
        assertEquals("who comes after a crash does not: at least once", List.of(1L, 1L), listener.positions());
        assertEquals(0, shaky.failures());
    }

    @Test(timeout = 10_000)
    public void theSuccessorBeginsWhereThePredecessorEnded() throws InterruptedException {
        database.tell("a");
        database.tell("b");
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        listener.during = () -> {
            inside.countDown();
            await(go);
        };
        Thread old = new Thread(lane);
        old.start();
        inside.await();
        lane.close(0);
        Listener updated = new Listener();
        Lane next = lane(database.tables, updated);
        next.wake(HERE);
        assertEquals("the old one still works", List.of(), updated.positions());
        go.countDown();
        old.join();
        next.wake(HERE);
        assertEquals("the running delivery was finished, nothing else begun", List.of(1L), listener.positions());
        assertEquals(List.of(2L), updated.positions());
    }

    @Test
    public void aFailureOfASubscriberThatGoesDoesNotCount() {
        database.tell("bad");
        listener.refused.add("bad");
        listener.during = () -> lane.close(5);
        lane.wake(HERE);
        assertEquals(
                0, database.tables.positions().open("test.listener", "t", 9).failures());
        assertEquals(Map.of(), tally);
    }

    @Test
    public void purgesWhatEveryCursorOfTheTopicHasPassed() {
        database.tell("aistack/internal/Other", "a", RelayDatabase.NOW.minus(Duration.ofDays(8)));
        database.tell("aistack/internal/Happened", "a", RelayDatabase.NOW.minus(Duration.ofDays(8)));
        database.tell("aistack/internal/Happened", "b", RelayDatabase.NOW.minus(Duration.ofDays(8)));
        database.tell("aistack/internal/Happened", "c", RelayDatabase.NOW.minus(Duration.ofDays(6)));
        database.tables.positions().open("test.listener", "aistack/internal/Happened", 1);
        database.tables.positions().save(new Positions.Hold("test.listener", 1, 0), 2, 0);
        assertEquals(2, database.tables.outbox().purge(RelayDatabase.NOW.minus(Duration.ofDays(7))));
        assertEquals(
                2,
                database.tables.outbox().backlog(2, "aistack/internal/Happened").events());
    }

    private Lane.News news(long head, String... retrying) {
        return new Lane.News(head, Set.of(retrying), database.tables.positions().replays());
    }

    @Test
    public void oneServerDelivers() {
        Listener there = new Listener();
        Lane other = new Lane(
                Delivery.to(there, guard),
                database.tables,
                new Turn(leases, "events.lane.test.listener", () -> now),
                () -> now,
                (name, result) -> {});
        database.tell("a");
        lane.wake(HERE);
        database.tell("b");
        other.wake(HERE);
        assertEquals(List.of(), there.positions());
        assertFalse("asks again later", other.due(news(2)));
        leases.lose("events.lane.test.listener");
        now += TimeUnit.SECONDS.toNanos(3);
        assertTrue(other.due(news(2)));
        other.wake(HERE);
        assertEquals(List.of(2L), there.positions());
        database.tell("c");
        lane.wake(HERE);
        assertEquals("this one has lost it", List.of(1L), listener.positions());
        other.wake(HERE);
        assertEquals(List.of(2L, 3L), there.positions());
    }

    @Test
    public void whoSleptThroughItsTimeMovesNothing() {
        database.tell("a");
        database.tell("b");
        Listener there = new Listener();
        Lane other = new Lane(
                Delivery.to(there, guard),
                database.tables,
                new Turn(leases, "events.lane.test.listener", () -> now),
                () -> now,
                (name, result) -> {});
        var once = new AtomicBoolean(true);
        listener.during = () -> {
            if (once.getAndSet(false)) {
                leases.lose("events.lane.test.listener");
                other.wake(HERE);
            }
        };
        lane.wake(HERE);
        assertEquals("both were handed over again", List.of(1L, 2L), there.positions());
        assertEquals("the sleeper stopped at once", List.of(1L), listener.positions());
        assertEquals(2, database.tables.positions().all().get(0).position());
        assertFalse(lane.working());
    }

    @Test
    public void hearsAgainFromAPosition() {
        for (String id : List.of("a", "b", "bad", "c")) {
            database.tell(id);
        }
        listener.refused.add("bad");
        for (int i = 0; i < Lane.ATTEMPTS; i++) {
            lane.wake(HERE);
            now += TimeUnit.SECONDS.toNanos(60);
        }
        assertEquals(List.of(1L, 2L, 4L), listener.positions());
        assertFalse(lane.due(news(4)));
        assertTrue(database.tables.positions().replay("test.listener", 1));
        assertTrue(lane.due(news(4)));
        lane.wake(HERE);
        assertEquals("the parked one stays parked, once", List.of(1L, 2L, 4L, 2L, 4L), listener.positions());
        assertEquals(Map.of("test.listener", 1L), database.tables.parking().counts());
        assertFalse(database.tables.positions().replay("nobody", 1));
    }

    @Test
    public void aReplayDuringADeliveryIsNotLost() {
        for (String id : List.of("a", "b", "c")) {
            database.tell(id);
        }
        var once = new AtomicBoolean(true);
        listener.during = () -> {
            if (once.getAndSet(false)) {
                database.tables.positions().replay("test.listener", 0);
            }
        };
        lane.wake(HERE);
        lane.wake(HERE);
        assertEquals(
                List.of(1L, 2L, 3L), listener.positions().subList(listener.heard.size() - 3, listener.heard.size()));
        assertTrue(listener.heard.size() > 3);
    }

    @Test
    public void forgetsWhoIsGoneForGood() {
        park("bad");
        database.tell("aistack/internal/Happened", "a", RelayDatabase.NOW.minus(Duration.ofDays(8)));
        assertEquals(List.of(), database.tables.positions().forget(RelayDatabase.NOW));
        assertEquals(List.of("test.listener"), database.tables.positions().forget(RelayDatabase.NOW.plusSeconds(1)));
        assertEquals(Map.of(), database.tables.parking().counts());
        assertEquals(List.of(), database.tables.positions().all());
    }

    @Test(timeout = 120_000)
    public void drainsALongBacklog() {
        int count = 20_000;
        database.tellMany(count);
        long began = System.nanoTime();
        lane.wake(HERE);
        double seconds = (System.nanoTime() - began) / 1e9;
        assertEquals(count, listener.heard.size());
        assertEquals(count, listener.positions().get(count - 1).longValue());
        assertTrue(count / seconds + " events/s", count / seconds > 1000);
        System.out.printf("%.0f events/s%n", count / seconds);
    }

    private void park(String... ids) {
        listener.refused.addAll(List.of(ids));
        List.of(ids).forEach(database::tell);
        for (int i = 0; i < Lane.ATTEMPTS; i++) {
            lane.wake(HERE);
            now += TimeUnit.SECONDS.toNanos(60);
        }
        assertEquals(
                Map.of("test.listener", (long) ids.length),
                database.tables.parking().counts());
    }

    private long firstParked() {
        return database.tables
                .parking()
                .list("test.listener", null, false, 1)
                .get(0)
                .id();
    }

    private DataSource source(AtomicBoolean away) {
        return (DataSource) Proxy.newProxyInstance(
                LaneTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLException("away");
                    }
                    return method.invoke(database.source(), arguments);
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
