package org.aistack.kernel.testkit;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.junit.Test;

public final class FakesTest {

    @Test
    public void guardUnderstandsWildcards() throws Exception {
        var guard = TestGuard.granting("notes:read", "erp:*:finance");
        Caller ann = guard.caller();
        assertTrue(guard.permits(ann, "notes:read"));
        assertTrue(guard.permits(ann, "notes:read:notes"));
        assertTrue(guard.permits(ann, "erp:write:finance:invoice"));
        assertFalse(guard.permits(ann, "notes:write"));
        assertFalse(guard.permits(ann, "erp:write"));
        assertThrows(Problem.class, () -> guard.require("notes:write"));
        assertTrue(guard.permits(Caller.SYSTEM, "anything:at:all"));
        assertTrue(TestGuard.open().permits(ann, "anything:at:all"));
        assertEquals(
                "bob", guard.runAs(TestGuard.person("bob"), () -> guard.caller().id()));
        assertEquals("ann", guard.caller().id());
    }

    @Test
    public void cursorsAreGoodForTheirListOnly() {
        var cursors = new TestCursors();
        String cursor = cursors.seal("notes", List.of("2026-03-01T08:00", "7"));
        assertEquals(List.of("2026-03-01T08:00", "7"), cursors.open("notes", cursor));
        assertThrows(Problem.class, () -> cursors.open("others", cursor));
        assertThrows(Problem.class, () -> cursors.open("notes", "no cursor!"));
    }

    @Test
    public void metersCanBeRead() {
        var meters = new RecordingMeters();
        var made = meters.counter("made_total", "Made", "kind");
        made.add("big");
        made.add(2, "big");
        meters.timer("make_seconds", "Making").record(0.5);
        meters.gauge("waiting", "Waiting", () -> 3);
        meters.gauges("queued", "Queued", "queue", () -> Map.of("slow", 4));
        assertEquals(3, meters.sum("made_total", "big"), 0);
        assertEquals(0, meters.count("made_total", "small"));
        assertEquals(1, meters.count("make_seconds"));
        assertEquals(3, meters.gauge("waiting"), 0);
        assertEquals(4, meters.gauge("queued", "slow"), 0);
        assertThrows(IllegalArgumentException.class, () -> made.add("one", "too many"));
    }

    @Test
    public void feedRemembers() {
        var feed = new RecordingFeed();
        feed.tell("pages", "", Map.of("changed", true));
        assertEquals(List.of(new RecordingFeed.Told("pages", "", Map.of("changed", true))), feed.told());
    }

    @Test
    public void clockGoesWhenTold() {
        var clock = TestClock.at("2026-03-01T08:00:00Z");
        clock.advance(Duration.ofMinutes(1));
        assertEquals(Instant.parse("2026-03-01T08:01:00Z"), clock.instant());
    }
}
