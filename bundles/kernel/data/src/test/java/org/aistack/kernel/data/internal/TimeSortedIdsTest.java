package org.aistack.kernel.data.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.Test;

public final class TimeSortedIdsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    public void positiveAndRising() {
        var ids = new TimeSortedIds(Clock.systemUTC());
        long last = 0;
        for (int i = 0; i < 200_000; i++) {
            long next = ids.next();
            assertTrue(next > last);
            last = next;
        }
    }

    @Test
    public void goOnWhileTheClockIsBehind() {
        var clock = new Moving(NOW);
        var ids = new TimeSortedIds(clock);
        long before = ids.next();
        clock.now = NOW.minus(Duration.ofHours(1));
        long behind = ids.next();
        assertTrue(behind > before);
        clock.now = NOW.plusMillis(1000);
        assertTrue(ids.next() > behind);
    }

    @Test
    public void carryTheTimeInTheUpperBits() {
        long early = new TimeSortedIds(Clock.fixed(NOW, ZoneOffset.UTC)).next();
        long late = new TimeSortedIds(Clock.fixed(NOW.plusMillis(1), ZoneOffset.UTC)).next();
        assertEquals(1, (late >> 22) - (early >> 22));
    }

    @Test
    public void workAtTheEndsOfTime() {
        assertTrue(new TimeSortedIds(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)).next() > 0);
        assertTrue(new TimeSortedIds(Clock.fixed(Instant.parse("2089-01-01T00:00:00Z"), ZoneOffset.UTC)).next() > 0);
    }

    @Test
    public void nodesStartedAtOnceRarelyMeet() {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        for (int node = 0; node < 100; node++) {
            seen.add(new TimeSortedIds(clock).next());
        }
        assertTrue(seen.size() >= 99);
    }

    @Test
    public void uniqueOverThreads() throws Exception {
        var ids = new TimeSortedIds(Clock.systemUTC());
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        Callable<Void> take = () -> {
            for (int i = 0; i < 50_000; i++) {
                seen.add(ids.next());
            }
            return null;
        };
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (var future : threads.invokeAll(new ArrayList<>(List.of(take, take, take, take)))) {
                future.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(200_000, seen.size());
    }

    private static final class Moving extends Clock {

        private Instant now;

        Moving(Instant now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
