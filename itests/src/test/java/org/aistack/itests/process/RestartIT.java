package org.aistack.itests.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Samples;
import org.aistack.itests.Wait;
import org.junit.Test;

/** What was acknowledged is there, exactly once, however the server ended. */
public class RestartIT {

    private static final int ROUNDS = 3;
    private static final int WRITERS = 4;

    @Test
    public void losesNoAcknowledgedWriteToKill9() {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var number = new AtomicInteger();
        try (Server server = Server.unpacked("kill", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            for (int round = 0; round < ROUNDS; round++) {
                server.start().awaitReady();
                write(server, acknowledged, number);
                server.kill();
            }
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            Set<String> found = new TreeSet<>();
            String cursor = null;
            int rows = 0;
            do {
                Answer page = admin.get(
                                "/api/notes/notes?limit=200&tag=kill" + (cursor == null ? "" : "&cursor=" + cursor))
                        .expect(200);
                for (JsonNode note : page.body().at("/items")) {
                    found.add(note.path("code").asText());
                    rows++;
                }
                cursor = page.at("/next_cursor");
            } while (cursor != null);
            System.out.println(
                    "kill -9, " + ROUNDS + " rounds: " + acknowledged.size() + " acknowledged, " + rows + " found");
            var missing = new HashSet<>(acknowledged);
            missing.removeAll(found);
            assertEquals("acknowledged but lost", Set.of(), missing);
            assertEquals("nothing twice", found.size(), rows);
            int counted = rows;
            Wait.until("every event was delivered", Duration.ofSeconds(30), () -> admin.get("/api/notes/tags")
                    .at("/items/0/count")
                    .equals(Integer.toString(counted)));
        }
    }

    /** Four clients write until the server dies under them, at a random moment. */
    private static void write(Server server, Set<String> acknowledged, AtomicInteger number) {
        Rest admin = server.rest().admin();
        var threads = new java.util.ArrayList<Thread>();
        int before = acknowledged.size();
        for (int i = 0; i < WRITERS; i++) {
            Thread thread = new Thread(() -> {
                while (true) {
                    String code = "kill-" + number.incrementAndGet();
                    try {
                        Answer answer = admin.post(
                                "/api/notes/notes", Map.of("title", code, "code", code, "tags", new String[] {"kill"}));
                        if (answer.status() == 201) {
                            acknowledged.add(code);
                        }
                    } catch (RuntimeException e) {
                        return;
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        int enough = 50 + ThreadLocalRandom.current().nextInt(150);
        Wait.until("writes are acknowledged", Duration.ofSeconds(60), () -> acknowledged.size() - before > enough);
        server.kill();
        threads.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    public void finishesADocumentThatKill9Interrupted() {
        try (Server server = Server.unpacked("ingest", Map.of())) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            String[] pages = new String[60];
            for (int i = 0; i < pages.length; i++) {
                pages[i] = "Chapter " + i + " explains how valve number " + i + " is cleaned with solvent.";
            }
            String id = admin.upload("/api/ingest/documents", "manual.pdf", Samples.pdf(pages), Map.of())
                    .expect(201)
                    .at("/id");
            server.kill();
            server.start().awaitReady();
            Rest again = server.rest().admin();
            Wait.until("the document is ready", Duration.ofSeconds(60), () -> "ready"
                    .equals(again.get("/api/ingest/documents/" + id).at("/state")));
            Answer answer = again.post("/api/search/answer", Map.of("query", "How is valve number 42 cleaned?"))
                    .expect(200);
            assertTrue(answer.text(), answer.at("/citations/0/quote").contains("42"));
        }
    }

    @Test
    public void stopsAndStartsAgainWithEverything() {
        try (Server server = Server.unpacked("restart", Map.of())) {
            server.start().awaitReady();
            assertEquals(0, server.command("status").status());
            Rest admin = server.rest().admin();
            Answer made = admin.post("/api/notes/notes", Map.of("title", "kept"), "Idempotency-Key", "restart-1")
                    .expect(201);
            admin.upload(
                            "/api/ingest/documents?wait=60",
                            "kept.txt",
                            Samples.text("The lighthouse was built in 1874."),
                            Map.of())
                    .expect(201);
            Server.Result list = server.command("client", "kernel:list");
            assertEquals(list.output(), 0, list.status());
            assertTrue(list.output(), list.output().contains("notes"));
            assertNotEquals(0, server.command("client", "kernel:nonsense").status());
            assertTrue(server.command("client", "kernel:demo notes").output().contains("notes: 12 made"));
            assertTrue(server.command("client", "kernel:demo notes").output().contains("notes: 0 made"));
            Wait.until(
                    "the data is consistent",
                    Duration.ofSeconds(20),
                    () -> server.command("client", "kernel:check").status() == 0);

            Server.Result refused = refusedTwin(server);
            assertNotEquals("a second server on the same data refuses", 0, refused.status());

            assertEquals(0, server.command("stop").status());
            server.await();
            assertEquals(3, server.command("status").status());

            server.start().awaitReady();
            Rest again = server.rest().admin();
            assertEquals(
                    "kept",
                    again.get("/api/notes/notes/" + made.at("/id")).expect(200).at("/title"));
            assertEquals(
                    made.at("/id"),
                    again.post("/api/notes/notes", Map.of("title", "kept"), "Idempotency-Key", "restart-1")
                            .expect(201)
                            .at("/id"));
            Answer answer = again.post("/api/search/answer", Map.of("query", "When was the lighthouse built?"))
                    .expect(200);
            assertTrue(answer.text(), answer.at("/citations/0/quote").contains("1874"));
        }
    }

    private static Server.Result refusedTwin(Server server) {
        try (Server twin = server.twin().start()) {
            return new Server.Result(twin.await(), twin.output());
        }
    }
}
