package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Scrape;
import org.aistack.itests.Wait;
import org.junit.Test;

/** What the server says about itself: metrics, health, settings. */
public class ObserveContract extends Container {

    private static final String HAN = ".*\\p{IsHan}.*";
    private static final String ENGLISH = ".*[A-Za-z]{2,}.*";
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_MILLIS = 250;

    /** Names and labels that rules and boards rely on. */
    private static final String NAMES =
            """
            http_server_request_duration_seconds method route status capability
            http_server_active_requests capability
            http_server_rejected_total reason
            jvm_memory_used_bytes area
            jvm_memory_max_bytes area
            jvm_gc_collection_seconds gc
            jvm_threads_current
            jvm_threads_peak
            jvm_threads_deadlocked
            jvm_classes_loaded
            process_cpu_seconds_total
            process_resident_memory_bytes
            process_open_fds
            process_max_fds
            process_start_time_seconds
            osgi_bundles state
            osgi_components state
            osgi_services
            db_pool_active_connections pool
            db_pool_max_connections pool
            db_pool_pending_requests pool
            db_query_duration_seconds capability operation
            db_transactions_total capability result
            kernel_cache_requests_total cache result
            kernel_cache_entries cache
            kernel_outbox_oldest_pending_seconds
            kernel_outbox_pending
            kernel_events_delivered_total subscriber result
            kernel_events_parked subscriber
            kernel_jobs_total kind result
            kernel_jobs_running kind
            kernel_executor_queue pool
            kernel_deployments_total result
            kernel_backup_last_success_timestamp_seconds
            kernel_setting_reload_success pid
            build_info version commit
            auth_logins_total result
            auth_refresh_reuse_total
            auth_sessions
            rbac_denied_total capability
            ingest_documents_total format result
            ingest_duration_seconds
            ingest_queue
            search_queries_total mode result
            search_duration_seconds mode
            search_index_documents
            models_requests_total provider model result
            models_duration_seconds provider model
            models_tokens_total provider direction
            """;

    @Test
    public void everyNameIsThereWithItsLabels() {
        Scrape scrape = Scrape.of(admin());
        Map<String, Set<String>> described = new HashMap<>();
        for (JsonNode item : described()) {
            Set<String> labels = new TreeSet<>();
            item.path("labels").forEach(label -> labels.add(label.asText()));
            described.put(item.path("name").asText(), labels);
        }
        for (String line : NAMES.split("\n")) {
            List<String> words = List.of(line.split(" "));
            Set<String> labels = new TreeSet<>(words.subList(1, words.size()));
            assertTrue(line, scrape.types().containsKey(words.get(0)));
            assertEquals(line, labels, described.get(words.get(0)));
            Set<String> seen = scrape.labels(words.get(0));
            assertTrue(line + " has " + seen, seen.isEmpty() || seen.equals(labels));
        }
    }

    @Test
    public void closedLabelsStartWithEveryValue() {
        Scrape scrape = Scrape.of(admin());
        assertTrue(scrape.values("auth_logins_total", "result")
                .containsAll(Set.of("success", "failure", "delayed", "mfa")));
        assertTrue(scrape.values("osgi_bundles", "state")
                .containsAll(Set.of("installed", "resolved", "starting", "active", "stopping", "uninstalled")));
        assertTrue(scrape.values("search_queries_total", "result").containsAll(Set.of("hit", "empty", "error")));
        assertTrue(scrape.values("ingest_documents_total", "result").containsAll(Set.of("success", "failure")));
        assertTrue(scrape.values("http_server_rejected_total", "reason")
                .containsAll(Set.of("rate", "admission", "replaced", "bad_path")));
        assertTrue(scrape.values("rbac_denied_total", "capability").containsAll(Set.of("notes", "search", "auth")));
        assertTrue(scrape.values("http_server_active_requests", "capability").containsAll(Set.of("notes", "search")));
        assertTrue(scrape.value("auth_sessions", "") >= 1);
    }

    private JsonNode described() {
        return admin().get("/api/kernel/metrics").expect(200).body().at("/items");
    }

    @Test
    public void theManualOfMetricsIsUpToDate() throws IOException {
        JsonNode items = described();
        Scrape scrape = Scrape.of(admin());
        for (JsonNode item : items) {
            assertTrue(item.toString(), item.path("help_zh").asText().matches(HAN));
            assertTrue(item.toString(), item.path("help_en").asText().matches(ENGLISH));
            assertEquals(
                    item.path("type").asText(),
                    scrape.types().get(item.path("name").asText()));
        }
        assertEquals(items.size(), scrape.types().size());
        Manual.same("metrics.md", Manual.metrics(items));
    }

    @Test
    public void theManualOfSettingsIsUpToDate() throws Exception {
        String text = Manual.settings(context.getBundles());
        text.lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> assertTrue(line, line.matches(HAN) && line.split("\\|")[5].matches(ENGLISH)));
        Manual.same("settings.md", text);
    }

    @Test
    public void randomPathsAddNoSeries() {
        Rest admin = admin();
        ask(admin, 0, 40);
        int before = Scrape.of(admin).series().size();
        ask(admin, 40, 2000);
        assertEquals(before, Scrape.of(admin).series().size());
    }

    private static void ask(Rest admin, int from, int to) {
        List<String> shapes = List.of("/x%d", "/api/none%d/a", "/api/notes/y%d", "/api/notes/notes/n%d", "/ui/p%d");
        for (int i = from; i < to; i++) {
            String path = shapes.get(i % shapes.size()).formatted(i);
            Answer answer = i % 2 == 0 ? admin.get(path) : ANYONE.get(path);
            assertTrue(path + " " + answer.status(), answer.status() < 500);
        }
    }

    @Test
    public void aScrapeIsCheapAndCarriesTraces() {
        Rest admin = admin();
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        // checking a password takes long enough to be of interest
        ANYONE.form(
                "/auth/token",
                Map.of("grant_type", "password", "username", "admin", "password", Rest.ADMIN_PASSWORD),
                "traceparent",
                "00-" + trace + "-00f067aa0ba902b7-01");
        List<Long> times = new ArrayList<>();
        Answer open = null;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            open = admin.get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
            times.add((System.nanoTime() - start) / 1_000_000);
        }
        times.sort(null);
        assertTrue(times.toString(), times.get(times.size() / 2) <= MOST_MILLIS);
        assertTrue(open.text().length() + " characters", open.text().length() < MOST_BYTES);
        String type = open.header("Content-Type").replace(" ", "");
        assertTrue(type, type.startsWith("application/openmetrics-text;") && type.contains("version=1.0.0"));
        assertTrue(open.text().endsWith("# EOF\n"));
        assertTrue(open.text().contains("trace_id=\""));
        assertFalse(admin.get("/metrics").text().contains("trace_id"));
    }

    @Test
    public void everyCheckHasATitleAndEveryCapabilityACheck() {
        Rest admin = admin();
        Set<String> names = new TreeSet<>();
        for (JsonNode check : admin.get("/api/kernel/health").expect(200).body().at("/items")) {
            names.add(check.path("name").asText());
            String title = check.path("title").asText();
            assertTrue(check.toString(), title.matches(HAN) && title.matches(ENGLISH));
        }
        for (JsonNode item : admin.get("/api/kernel/capabilities").body().at("/items")) {
            String id = item.path("id").asText();
            if (!id.equals("natives")) {
                assertTrue(id + " in " + names, names.stream().anyMatch(name -> (name + ".").startsWith(id + ".")));
            }
        }
        JsonNode notes =
                admin.get("/api/kernel/health?tag=notes&status=OK").body().at("/items");
        assertEquals(1, notes.size());
        admin.get("/api/kernel/health?status=FINE").expect(400);
    }

    @Test
    public void saysWhyOnlyToWhoMayKnow() {
        assertNull(ANYONE.get("/health/ready").at("/checks/0/name"));
        assertEquals(1, ANYONE.get("/health/ready").body().size());
        assertNotNull(admin().get("/health/ready").at("/checks/0/name"));
        Wait.until(
                "the marker is there",
                Duration.ofSeconds(5),
                () -> context.getServiceReference("org.apache.felix.hc.api.condition.SystemReady") != null);
    }

    @Test
    public void aWrongSettingIsNamedAndHasNoEffect() throws IOException {
        Path file = Path.of(System.getProperty("karaf.etc"), "org.aistack.ops.notes.cfg");
        String before = Files.readString(file);
        try {
            Files.writeString(file, "max_body_chars = 10\n");
            Wait.until("the change is in force", Duration.ofSeconds(5), () -> note("01234567890") == 422);
            for (String broken : List.of(
                    "# x\nmax_body_chars = many\n", "max_body_chars = 11\nwords\n", "", "max_body_chars = 0\n")) {
                Files.writeString(file, broken);
                int line = broken.contains("\n") && !broken.contains("= 0") ? 2 : 1;
                Wait.until("named: " + broken, Duration.ofSeconds(5), () -> settings()
                        .contains("org.aistack.ops.notes.cfg line " + line + ": "));
                assertEquals(broken, 422, note("01234567890"));
                assertEquals(
                        0.0,
                        Scrape.of(admin()).value("kernel_setting_reload_success", "pid=\"org.aistack.ops.notes\","),
                        0);
                assertEquals("degraded", ANYONE.get("/health/ready").expect(200).at("/status"));
            }
        } finally {
            Files.writeString(file, before);
        }
        Wait.until(
                "all is well again",
                Duration.ofSeconds(5),
                () -> note("01234567890") == 201 && settings().contains("OK"));
    }

    private static int note(String body) {
        return admin().post("/api/notes/notes", Map.of("title", "t", "body", body))
                .status();
    }

    private static String settings() {
        return admin().get("/api/kernel/health?tag=settings").expect(200).text();
    }
}
