package org.aistack.kernel.observe.internal.metrics;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.aistack.kernel.observe.Answered;
import org.aistack.kernel.observe.Trace;
import org.junit.Test;

public class ExpositionTest {

    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_:][a-z0-9_:]*(\\{([a-z_]+=\"[^\"]*\",?)+\\})? (NaN|[+-]?Inf|-?[0-9.E-]+)");

    private static final Trace TRACE = Trace.begin("request-1");

    private final Registries registries = new Registries();

    @Test
    public void speaksTheTextFormatAndOpenMetrics() {
        assertEquals("text/plain; version=0.0.4; charset=utf-8", registries.type(null));
        assertEquals("text/plain; version=0.0.4; charset=utf-8", registries.type("*/*"));
        String open = registries.type("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", open);
        assertTrue(registries.text(open).endsWith("# EOF\n"));
    }

    @Test
    public void everyLineIsWellFormedAndEveryFamilyIsThereOnce() {
        new HttpMeters(registries).answered(request("/api/notes/notes/{id}", 200, "notes", 0.2));
        Set<String> families = new HashSet<>();
        for (String line : registries.text(registries.type(null)).split("\n")) {
            if (line.startsWith("# TYPE ")) {
                assertTrue(line, families.add(line.split(" ")[2]));
            } else if (!line.startsWith("# HELP ")) {
                assertTrue(line, SAMPLE.matcher(line).matches());
            }
        }
        assertTrue(families.containsAll(List.of(
                "jvm_memory_used_bytes",
                "jvm_memory_max_bytes",
                "jvm_gc_collection_seconds",
                "jvm_threads_current",
                "jvm_threads_peak",
                "jvm_threads_deadlocked",
                "jvm_classes_loaded",
                "process_cpu_seconds_total",
                "process_start_time_seconds",
                "http_server_request_duration_seconds",
                "http_server_active_requests",
                "http_server_rejected_total")));
    }

    private static Answered request(String route, int status, String capability, double seconds) {
        return new Answered("GET", route, status, capability, seconds, 10, "", TRACE);
    }

    @Test
    public void slowRequestsCarryTheirTraceInOpenMetrics() {
        new HttpMeters(registries).answered(request("/slow", 200, "notes", 0.4));
        String open = registries.text("application/openmetrics-text; version=1.0.0; charset=utf-8");
        String exemplar = "# {trace_id=\"" + TRACE.traceId() + "\"} 0.4";
        assertTrue(open, open.contains(exemplar));
        assertFalse(registries.text(registries.type(null)).contains(TRACE.traceId()));
    }

    @Test
    public void describesWhatItMeasures() {
        var http = new HttpMeters(registries);
        Description duration = registries.descriptions().get("http_server_request_duration_seconds");
        assertEquals("histogram", duration.type());
        assertEquals(List.of("method", "route", "status", "capability"), duration.labels());
        assertEquals("Time from a request's arrival to its answer.", duration.english());
        assertTrue(duration.chinese().startsWith("从请求"));
        assertEquals(
                List.of("area"),
                registries.descriptions().get("jvm_memory_used_bytes").labels());
        assertEquals(
                "counter",
                registries.descriptions().get("process_cpu_seconds_total").type());
        http.deactivate();
        assertFalse(registries.descriptions().containsKey("http_server_rejected_total"));
    }

    @Test
    public void requestsToRandomPathsDoNotAddSeries() {
        var http = new HttpMeters(registries);
        for (int i = 0; i < 10_000; i++) {
            http.answered(request("/random/" + i, 404, "none", 0.001));
        }
        String text = registries.text(registries.type(null));
        long sets = text.lines()
                .filter(line -> line.startsWith("http_server_request_duration_seconds_count"))
                .count();
        assertEquals(LabelBound.LIMIT + 1, sets);
        assertTrue(text.contains("http_server_request_duration_seconds_count{method=\"GET\",route=\"other\","
                + "status=\"404\",capability=\"none\",} " + (10_000.0 - LabelBound.LIMIT)));
        http.deactivate();
        assertFalse(registries.text(registries.type(null)).contains("http_"));
    }

    @Test
    public void reasonsStartAtZeroAndActiveRequestsGoUpAndDown() {
        var http = new HttpMeters(registries);
        http.active("notes", 1);
        http.active("notes", 1);
        http.active("notes", -1);
        http.rejected("rate");
        String text = registries.text(registries.type(null));
        assertTrue(text.contains("http_server_active_requests{capability=\"notes\",} 1.0\n"));
        assertTrue(text.contains("http_server_rejected_total{reason=\"rate\",} 1.0\n"));
        assertTrue(text.contains("http_server_rejected_total{reason=\"bad_path\",} 0.0\n"));
    }
}
