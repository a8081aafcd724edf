package org.aistack.kernel.events.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.aistack.kernel.testkit.TestDatabase;
import org.junit.After;
import org.junit.Test;

public class FactFeedTest {

    private final RelayDatabase database = new RelayDatabase(TestDatabase.memory());
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    private final LiveFeed feed = new LiveFeed(Clock.fixed(RelayDatabase.NOW, ZoneOffset.UTC), worker);
    private final FactFeed facts = new FactFeed(database.tables, feed);

    @After
    public void close() {
        worker.shutdownNow();
        database.close();
    }

    @Test
    public void showsWhatIsToldFromNowOn() throws Exception {
        tell(3);
        var viewer = open(facts.now());
        assertFalse(facts.show(3));
        tell(2);
        assertFalse(facts.show(5));
        settle();
        assertEquals(List.of(4L, 5L), viewer.seen);
        assertEquals(
                "{\"aggregate\":\"a\",\"position\":4,\"topic\":\"aistack/internal/Happened\"}", viewer.json.get(0));
        assertEquals(FactFeed.PERMISSION, viewer.permission);
    }

    @Test
    public void goesOnWhereSomebodyWas() throws Exception {
        tell(250);
        var viewer = open(20);
        var other = open(250);
        while (facts.show(250)) {
            settle();
        }
        settle();
        assertEquals(LongStream.rangeClosed(21, 250).boxed().toList(), viewer.seen);
        assertEquals(List.of(), other.seen);
    }

    @Test
    public void showsNoMoreThanSomebodyTakes() throws Exception {
        tell(300);
        var slow = open(0);
        slow.room = 10;
        assertFalse(facts.show(300));
        settle();
        assertEquals(List.of(), slow.seen);
        slow.room = 256;
        while (facts.show(300)) {
            settle();
        }
        settle();
        assertEquals(300, slow.seen.size());
    }

    @Test
    public void saysWhenWhatComesNextIsGone() throws Exception {
        database.tell("t", "a", RelayDatabase.NOW.minus(Duration.ofDays(8)));
        database.tell("t", "a", RelayDatabase.NOW.minus(Duration.ofDays(8)));
        tell(1);
        database.tables.outbox().purge(RelayDatabase.NOW.minus(Duration.ofDays(7)));
        var early = open(1);
        var complete = open(2);
        var fromElsewhere = open(17);
        facts.show(3);
        settle();
        assertEquals(List.of(-3L), early.seen);
        assertEquals(List.of(3L), complete.seen);
        assertEquals(List.of(-3L), fromElsewhere.seen);
    }

    @Test
    public void forgetsWhoWentAway() throws Exception {
        var viewer = open(0);
        facts.show(0);
        viewer.well = false;
        tell(1);
        facts.show(1);
        settle();
        assertTrue(viewer.ended);
        tell(1);
        assertFalse(facts.show(2));
        settle();
        assertEquals(List.of(1L), viewer.seen);
    }

    private void tell(int count) {
        for (int i = 0; i < count; i++) {
            database.tell("a");
        }
    }

    private Viewer open(long place) throws Exception {
        var viewer = new Viewer(place);
        feed.open(viewer, -1);
        settle();
        return viewer;
    }

    private void settle() throws Exception {
        worker.submit(() -> {}).get(5, TimeUnit.SECONDS);
    }

    private static final class Viewer implements Onlooker {
        final List<Long> seen = new ArrayList<>();
        final List<String> json = new ArrayList<>();
        final long place;
        String permission;
        int room = 256;
        boolean well = true;
        boolean started;
        boolean ended;

        Viewer(long place) {
            this.place = place;
        }

        @Override
        public boolean start(long position, boolean complete) {
            started = true;
            return true;
        }

        @Override
        public boolean started() {
            return started;
        }

        @Override
        public long facts() {
            return place;
        }

        @Override
        public int room() {
            return room;
        }

        @Override
        public boolean forgotten(long position) {
            seen.add(-position);
            return true;
        }

        @Override
        public boolean show(LiveFeed.Entry entry) {
            seen.add(entry.position());
            json.add(entry.json());
            permission = entry.permission();
            return well;
        }

        @Override
        public boolean beat() {
            return well;
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
