package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.junit.Test;
import org.osgi.framework.Bundle;

public class KernelContract extends Container {

    @Test
    public void everyBundleIsActive() {
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
            assertTrue(bundle + " is in state " + bundle.getState(), fragment || bundle.getState() == Bundle.ACTIVE);
        }
    }

    @Test
    public void onlyApisExportPackages() {
        for (Bundle bundle : context.getBundles()) {
            String name = bundle.getSymbolicName();
            boolean mayExport = name == null
                    || !name.startsWith("org.aistack.")
                    || name.endsWith(".api")
                    || Set.of("org.aistack.kernel.jpa", "org.aistack.ai.natives")
                            .contains(name);
            assertTrue(
                    name + " exports packages", mayExport || bundle.getHeaders().get("Export-Package") == null);
        }
    }

    @Test
    public void saysItIsAliveAndReadyToAnyone() {
        assertEquals("up", ANYONE.get("/health/live").expect(200).at("/status"));
        ANYONE.get("/health/ready").expect(200);
    }

    @Test
    public void listsItsCapabilities() {
        Answer answer = admin().get("/api/kernel/capabilities").expect(200);
        Set<String> running = new TreeSet<>();
        for (JsonNode item : answer.body().at("/items")) {
            if (item.path("state").asText().equals("running")) {
                running.add(item.path("id").asText());
            }
        }
        assertTrue(
                running.toString(), running.containsAll(Set.of("auth", "rbac", "ingest", "search", "models", "notes")));
        assertEquals(401, ANYONE.get("/api/kernel/capabilities").status());
    }

    @Test
    public void saysWhatItIs() {
        Answer info = admin().get("/api/kernel/info").expect(200);
        assertEquals("AI Stack", info.at("/product"));
        assertEquals("development", info.at("/profile"));
        assertFalse("no paths", info.text().contains("/target/"));
    }

    @Test
    public void listsThePagesTheCallerMaySee() {
        boolean notes = false;
        for (JsonNode page : admin().get("/api/kernel/pages").expect(200).body().at("/items")) {
            notes |= page.path("path").asText().equals("notes");
        }
        assertTrue(notes);
    }

    @Test
    public void exposesMetricsToMonitorsOnly() {
        assertEquals(401, ANYONE.get("/metrics").status());
        String text = admin().get("/metrics").expect(200).text();
        for (String name : Set.of(
                "http_server_request_duration_seconds_bucket",
                "jvm_memory_used_bytes",
                "osgi_bundles",
                "notes_created_total",
                "notes_active")) {
            assertTrue(name, text.contains(name));
        }
    }

    @Test
    public void describesItsRoutes() {
        Answer answer = ANYONE.get("/openapi.json").expect(200);
        JsonNode create = answer.body().at("/paths/~1api~1notes~1notes/post");
        assertEquals("notes:write", create.path("x-permission").asText());
        assertTrue(answer.body().at("/paths").has("/api/search/answer"));
        assertTrue(answer.body().at("/paths").has("/auth/token"));
    }

    @Test
    public void sendsPeopleToTheConsole() {
        Answer answer = ANYONE.get("/").expect(303);
        assertTrue(answer.header("Location").endsWith("/ui/"));
        Answer page = ANYONE.get("/ui/").expect(200);
        assertTrue(page.header("Content-Security-Policy").contains("default-src 'none'"));
    }
}
