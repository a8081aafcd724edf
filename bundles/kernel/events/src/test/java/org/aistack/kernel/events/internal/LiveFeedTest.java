package org.aistack.kernel.events.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class LiveFeedTest {

    private static final long FIRST = RelayDatabase.NOW.toEpochMilli() * 1000 + 1;

    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
    private final LiveFeed feed = new LiveFeed(Clock.fixed(RelayDatabase.NOW, ZoneOffset.UTC), worker);

    @After
    public void close() {
        worker.shutdownNow();
    }

    @Test
    public void showsWhatIsToldWithRisingIds() throws Exception {
        var viewer = new Viewer();
        feed.open(viewer, -1);
        feed.tell("pages", "", Map.of("path", "notes"));
        feed.tell("pages", "system:monitor", Map.of("path", "ops"));
        settle();
        assertEquals(
                List.of("start " + (FIRST - 1) + " true", "pages {\"path\":\"notes\"}", "pages {\"path\":\"ops\"}"),
                viewer.seen);
        assertEquals(List.of(FIRST, FIRST + 1), viewer.ids);
    }

    @Test
    public void replaysWhatWasMissed() throws Exception {
        for (int i = 0; i < 3; i++) {
            feed.tell("pages", "", Map.of("n", i));
        }
        var viewer = new Viewer();
        feed.open(viewer, FIRST);
        settle();
        assertEquals(List.of("start " + FIRST + " true", "pages {\"n\":1}", "pages {\"n\":2}"), viewer.seen);
    }

    @Test
    public void saysWhenItHasForgotten() throws Exception {
        for (int i = 0; i < LiveFeed.REMEMBERED + 2; i++) {
            feed.tell("pages", "", Map.of("n", i));
        }
        var viewer = new Viewer();
        feed.open(viewer, FIRST);
        var stranger = new Viewer();
        feed.open(stranger, 17);
        settle();
        long newest = FIRST + LiveFeed.REMEMBERED + 1;
        assertEquals(List.of("start " + newest + " false"), viewer.seen);
        assertEquals(List.of("start " + newest + " false"), stranger.seen);
    }

    @Test
    public void forgetsWhoDoesNotKeepUp() throws Exception {
        var slow = new Viewer();
        slow.well = false;
        var other = new Viewer();
        feed.open(other, -1);
        feed.open(slow, -1);
        feed.tell("pages", "", Map.of());
        settle();
        assertTrue(slow.ended);
        assertFalse(other.ended);
        assertEquals(1, feed.onlookers());
    }

    @Test
    public void endsAllWhenItStops() throws Exception {
        var viewer = new Viewer();
        feed.open(viewer, -1);
        settle();
        feed.deactivate();
        assertTrue(viewer.ended);
        feed.tell("pages", "", Map.of());
        assertEquals(0, feed.onlookers());
    }

    private void settle() throws Exception {
        worker.submit(() -> {}).get(5, TimeUnit.SECONDS);
    }

    private static final class Viewer implements Onlooker {
        final List<String> seen = new ArrayList<>();
        final List<Long> ids = new ArrayList<>();
        boolean well = true;
        boolean started;
        boolean ended;

        @Override
        public boolean start(long position, boolean complete) {
            started = true;
            seen.add("start " + position + " " + complete);
            return true;
        }

        @Override
        public boolean started() {
            return started;
        }

        @Override
        public long facts() {
            return -1;
        }

        @Override
        public int room() {
            return 100;
        }

        @Override
        public boolean forgotten(long position) {
            throw new AssertionError("wants no facts");
        }

        @Override
        public boolean show(LiveFeed.Entry entry) {
            seen.add(entry.topic() + " " + entry.json());
            ids.add(entry.id());
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
