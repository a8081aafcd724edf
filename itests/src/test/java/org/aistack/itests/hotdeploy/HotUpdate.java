package org.aistack.itests.hotdeploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Samples;
import org.aistack.itests.Wait;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** A capability comes, changes and goes; nobody else notices. */
public class HotUpdate extends Container {

    private static final String NOTES = "/api/notes/notes";
    private static final int ROUNDS = 5;

    @Test
    public void updatesNotesWhileOthersWork() throws BundleException {
        Rest admin = admin();
        admin.upload(
                "/api/ingest/documents?wait=60",
                "hot.txt",
                Samples.text("The spare key hangs behind the mirror."),
                Map.of());
        Map<Long, Integer> before = states();
        Bundle notes = bundle("org.aistack.ops.notes");
        try (Load load = new Load()) {
            load.ask(
                    "search",
                    2,
                    () -> admin.post("/api/search/answer", Map.of("query", "Where does the spare key hang?")));
            load.ask("documents", 1, () -> admin.get("/api/ingest/documents"));
            load.ask("auth", 2, () -> admin.get("/auth/me"));
            load.ask("notes", 1, () -> admin.get(NOTES));
            for (int i = 0; i < ROUNDS; i++) {
                long asked = load.count("auth");
                notes.update();
                Wait.until(
                        "notes are back",
                        Duration.ofSeconds(10),
                        () -> admin.get(NOTES).status() == 200);
                Wait.until("others went on", Duration.ofSeconds(10), () -> load.count("auth") > asked + 50);
            }
            load.close();
            System.out.println("hot update of notes, " + ROUNDS + " rounds: search " + load.results("search")
                    + ", documents " + load.results("documents") + ", auth " + load.results("auth") + ", notes "
                    + load.results("notes"));
            for (String others : Set.of("search", "documents", "auth")) {
                assertEquals(others, Set.of("200"), load.results(others).keySet());
            }
            assertTrue(
                    load.results("notes").toString(),
                    Set.of("200", "503").containsAll(load.results("notes").keySet()));
        }
        assertEquals("no other bundle changed its state", before, states());
    }

    @Test
    public void takesEverythingWithItAndBringsItBack() throws BundleException {
        Rest admin = admin();
        Answer kept = admin.post(NOTES, Map.of("title", "survivor")).expect(201);
        Bundle notes = bundle("org.aistack.ops.notes");
        notes.stop();
        try {
            Wait.until(
                    "REST is gone",
                    Duration.ofSeconds(5),
                    () -> admin.get(NOTES).status() == 404);
            assertEquals("kernel.capability-absent", admin.get(NOTES).at("/code"));
            Wait.until("the page is gone", Duration.ofSeconds(2), () -> !admin.get("/api/kernel/pages")
                    .text()
                    .contains("\"notes\""));
            Wait.until("the metrics are gone", Duration.ofSeconds(5), () -> !admin.get("/metrics")
                    .text()
                    .contains("notes_active"));
            assertTrue(!admin.get("/openapi.json").text().contains("/api/notes/notes"));
            assertTrue(!admin.get("/api/kernel/tools").text().contains("notes.find_notes"));
            assertEquals("stopped", state(admin));
            assertEquals(200, admin.get("/api/ingest/documents").status());
        } finally {
            notes.start();
        }
        Wait.until(
                "notes are back", Duration.ofSeconds(5), () -> admin.get(NOTES).status() == 200);
        assertEquals(
                "survivor", admin.get(NOTES + "/" + kept.at("/id")).expect(200).at("/title"));
        assertTrue(admin.get("/metrics").text().contains("notes_active"));
        assertTrue(admin.get("/openapi.json").text().contains("/api/notes/notes"));
        assertEquals("running", state(admin));
    }

    @Test
    public void stopsAndStartsThroughRest() {
        Rest admin = admin();
        admin.post("/api/kernel/capabilities/notes/actions/stop", "").expect(200);
        Wait.until("gone", Duration.ofSeconds(5), () -> admin.get(NOTES).status() == 404);
        admin.post("/api/kernel/capabilities/notes/actions/start", "").expect(200);
        Wait.until("back", Duration.ofSeconds(5), () -> admin.get(NOTES).status() == 200);
        assertEquals(
                409,
                admin.post("/api/kernel/capabilities/auth/actions/stop", "").status());
    }

    private static String state(Rest admin) {
        for (JsonNode item : admin.get("/api/kernel/capabilities").body().at("/items")) {
            if (item.path("id").asText().equals("notes")) {
                return item.path("state").asText();
            }
        }
        return "unknown";
    }

    private Map<Long, Integer> states() {
        Map<Long, Integer> states = new TreeMap<>();
        Arrays.stream(context.getBundles()).forEach(b -> states.put(b.getBundleId(), b.getState()));
        return states;
    }
}
