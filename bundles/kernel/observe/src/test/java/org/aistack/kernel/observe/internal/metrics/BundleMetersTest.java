package org.aistack.kernel.observe.internal.metrics;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.aistack.kernel.observe.Meters;
import org.junit.Test;

public class BundleMetersTest {

    private final Registries registries = new Registries();
    private final BundleMeters meters = new BundleMeters("org.aistack.ops.notes", registries);

    private String text() {
        return registries.text("text/plain; version=0.0.4; charset=utf-8");
    }

    private boolean has(String line) {
        return text().lines().anyMatch(line::equals);
    }

    @Test
    public void countersStartAtZeroAndRise() {
        Meters.Counter counter = meters.counter("written_total", "Notes written.");
        assertTrue(has("# TYPE notes_written_total counter"));
        assertTrue(has("# HELP notes_written_total Notes written."));
        assertTrue(has("notes_written_total 0.0"));
        counter.add();
        counter.add(1.5);
        assertTrue(has("notes_written_total 2.5"));
    }

    @Test
    public void labelledCountersBeginWithWhatIsAnnounced() {
        Meters.Counter counter = meters.counter("found_total", "Searches.", "result");
        counter.add(0, "hit");
        counter.add("empty");
        assertTrue(has("notes_found_total{result=\"hit\",} 0.0"));
        assertTrue(has("notes_found_total{result=\"empty\",} 1.0"));
    }

    @Test
    public void whatIsForgottenVanishes() {
        Meters.Counter counter = meters.counter("found_total", "Searches.", "result");
        Meters.Timer timer = meters.timer("search_seconds", "Searching.", "mode");
        counter.add("hit");
        counter.add("empty");
        timer.record(0.03, "hybrid");
        counter.forget("hit");
        timer.forget("hybrid");
        assertFalse(text().contains("\"hit\""));
        assertFalse(text().contains("\"hybrid\""));
        counter.add("hit");
        assertTrue(has("notes_found_total{result=\"hit\",} 1.0"));
        assertTrue(has("notes_found_total{result=\"empty\",} 1.0"));
    }

    @Test
    public void timersAreHistogramsWithTheCommonBuckets() {
        meters.timer("search_seconds", "Searching.", "mode").record(0.03, "hybrid");
        assertTrue(has("# TYPE notes_search_seconds histogram"));
        assertTrue(has("notes_search_seconds_bucket{mode=\"hybrid\",le=\"0.025\",} 0.0"));
        assertTrue(has("notes_search_seconds_bucket{mode=\"hybrid\",le=\"0.05\",} 1.0"));
        assertTrue(has("notes_search_seconds_bucket{mode=\"hybrid\",le=\"10.0\",} 1.0"));
        assertTrue(has("notes_search_seconds_sum{mode=\"hybrid\",} 0.03"));
        assertTrue(has("notes_search_seconds_count{mode=\"hybrid\",} 1.0"));
        assertFalse(text().contains("_created"));
    }

    @Test
    public void gaugesAreReadWhenSomebodyLooks() {
        Map<String, Long> values = new TreeMap<>(Map.of("a", 1L));
        meters.gauge("open", "Open notes.", () -> 7);
        meters.gauges("parked", "By subscriber.", "subscriber", () -> values);
        assertTrue(has("notes_open 7.0"));
        assertTrue(has("# TYPE notes_parked gauge"));
        assertTrue(has("notes_parked{subscriber=\"a\",} 1.0"));
        values.clear();
        assertFalse(text().contains("subscriber=\"a\""));
    }

    @Test
    public void aBrokenGaugeSpoilsNothing() {
        meters.gauge("broken", "Broken.", () -> {
            throw new IllegalStateException("gone");
        });
        meters.gauges("shattered", "Broken.", "what", () -> {
            throw new IllegalStateException("gone");
        });
        meters.gauge("open", "Open notes.", () -> 7);
        assertTrue(has("notes_open 7.0"));
        assertFalse(text().contains("notes_broken"));
    }

    @Test
    public void theSameNameIsTheSameMetric() {
        assertSame(meters.counter("written_total", "x"), meters.counter("written_total", "x"));
        assertThrows(ClassCastException.class, () -> meters.timer("written_total", "x"));
    }

    @Test
    public void tooManyLabelSetsAreCountedTogether() {
        Meters.Counter counter = meters.counter("seen_total", "Seen.", "what", "who");
        for (int i = 0; i < LabelBound.LIMIT + 50; i++) {
            counter.add("thing" + i, "u");
        }
        counter.add("thing0", "u");
        assertTrue(has("notes_seen_total{what=\"other\",who=\"other\",} 50.0"));
        assertTrue(has("notes_seen_total{what=\"thing0\",who=\"u\",} 2.0"));
        assertEquals(
                LabelBound.LIMIT + 1,
                text().lines()
                        .filter(line -> line.startsWith("notes_seen_total{"))
                        .count());
    }

    @Test
    public void everythingGoesWithTheBundleAndComesBackWithIt() {
        Runnable declare = () -> {
            meters.counter("a_total", "x").add();
            meters.counter("b_total", "x", "l").add("v");
            meters.gauge("c", "x", () -> 1);
            meters.gauges("d", "x", "l", () -> Map.of("v", 1));
            meters.timer("e_seconds", "x").record(1);
        };
        declare.run();
        assertTrue(text().contains("notes_"));
        meters.deactivate();
        assertFalse(text().contains("notes_"));
        declare.run();
        assertTrue(has("notes_a_total 1.0"));
    }

    @Test
    public void severalBundlesMayAddToASharedMetric() {
        var others = new BundleMeters("org.aistack.security.auth", registries);
        String name = "kernel_cache_requests_total";
        meters.counter(name, "Asked.", "cache", "result").add("words", "hit");
        others.counter(name, "Asked.", "cache", "result").add("tokens", "miss");
        assertTrue(has("kernel_cache_requests_total{cache=\"words\",result=\"hit\",} 1.0"));
        assertTrue(has("kernel_cache_requests_total{cache=\"tokens\",result=\"miss\",} 1.0"));
        assertEquals(
                1,
                text().lines()
                        .filter(line -> line.startsWith("# TYPE kernel_cache_requests_total"))
                        .count());
        others.deactivate();
        assertFalse(text().contains("tokens"));
        assertTrue(text().contains("words"));
    }

    @Test
    public void nobodyTakesTheNameOfAnother() {
        var others = new BundleMeters("org.aistack.ops.notes", registries);
        meters.timer("search_seconds", "Searching.");
        assertThrows(IllegalArgumentException.class, () -> others.timer("search_seconds", "Searching."));
    }

    @Test
    public void kernelBundlesShareAPrefix() {
        assertEquals("kernel_events_parked", Names.full("org.aistack.kernel.events", "events_parked"));
        assertEquals("kernel_outbox_pending", Names.full("org.aistack.kernel.events", "kernel_outbox_pending"));
        assertEquals("db_transactions_total", Names.full("org.aistack.kernel.data", "db_transactions_total"));
        assertEquals("notes_db_total", Names.full("org.aistack.ops.notes", "db_total"));
        assertEquals("search_queries_total", Names.full("org.aistack.rag.search", "search_queries_total"));
    }
}
