package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.Checkers;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.faults.history.Operation;
import org.aistack.itests.faults.history.Operation.Outcome;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** Many want the same at once, while the server is killed under them. */
public class RaceFaults {

    private static final int CLIENTS = 6;

    private final History winners = new History();
    private final History steps = new History();
    private final History reads = new History();
    private final History tokens = new History();

    @Test
    public void oneGetsIt() throws InterruptedException {
        try (Server server = Server.unpacked("race", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            server.start().awaitReady();
            String counter = server.rest()
                    .admin()
                    .post("/api/notes/notes", Map.of("title", "0", "tags", List.of("counter")))
                    .expect(201)
                    .at("/id");
            var names = new AtomicLong();
            for (int round = 0; round < Extent.rounds(1, 4); round++) {
                if (round > 0) {
                    server.start().awaitReady();
                }
                round(server, counter, names);
                server.kill();
            }
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            long last = Long.parseLong(
                    admin.get("/api/notes/notes/" + counter).expect(200).at("/title"));
            assertEquals(List.of(), Checkers.oneWinner(winners.all()));
            assertEquals(List.of(), Checkers.counter(steps.all(), last));
            assertEquals(List.of(), Checkers.readYourWrites(reads.all()));
            assertEquals(List.of(), Checkers.refreshFamily(tokens.all(), Map.of()));
            assertTrue(winners.acknowledged() > 0 && steps.acknowledged() > 0 && tokens.acknowledged() > 0);
            System.out.println("races: " + winners.acknowledged() + " names with one owner, a counter at " + last
                    + " after " + steps.acknowledged() + " steps, " + tokens.acknowledged() + " tokens exchanged once");
        }
    }

    private void round(Server server, String counter, AtomicLong names) throws InterruptedException {
        Rest admin = server.rest().admin();
        var stop = new AtomicBoolean();
        var threads = new ArrayList<Thread>();
        Map<String, String> family = new ConcurrentHashMap<>();
        family.put("token", refreshToken(server));
        for (int i = 0; i < CLIENTS; i++) {
            String actor = "client-" + i;
            threads.add(new Thread(() -> {
                while (!stop.get()) {
                    try {
                        win(admin, actor, "name-" + names.get());
                        step(admin, actor, counter);
                        exchange(server, family);
                        names.incrementAndGet();
                    } catch (UncheckedIOException e) {
                        return;
                    }
                }
            }));
        }
        long before = steps.acknowledged();
        threads.forEach(Thread::start);
        int enough = 20 + ThreadLocalRandom.current().nextInt(40);
        Wait.until("steps", java.time.Duration.ofSeconds(60), () -> steps.acknowledged() - before > enough);
        server.kill();
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void win(Rest admin, String actor, String name) {
        long start = System.nanoTime();
        Answer answer = admin.post("/api/notes/notes", Map.of("title", name, "code", name));
        winners.add(new Operation(
                actor,
                name,
                start,
                System.nanoTime(),
                answer.status() == 201 ? Outcome.ACKNOWLEDGED : Outcome.REFUSED,
                null));
    }

    /** Reads the number and writes the next one, provided nobody else did meanwhile. */
    private void step(Rest admin, String actor, String id) {
        long readStart = System.nanoTime();
        Answer note = admin.get("/api/notes/notes/" + id).expect(200);
        long value = Long.parseLong(note.at("/title"));
        reads.add(new Operation(actor + "/read", id, readStart, System.nanoTime(), Outcome.ACKNOWLEDGED, "" + value));
        long start = System.nanoTime();
        Outcome outcome = Outcome.UNKNOWN;
        try {
            int status = admin.raw(
                            "PATCH",
                            "/api/notes/notes/" + id,
                            "application/merge-patch+json",
                            ("{\"title\":\"" + (value + 1) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            "If-Match",
                            note.header("ETag"))
                    .status();
            outcome = status == 200 ? Outcome.ACKNOWLEDGED : status < 500 ? Outcome.REFUSED : Outcome.UNKNOWN;
        } finally {
            var operation = new Operation(actor, id, start, System.nanoTime(), outcome, "" + (value + 1));
            steps.add(operation);
            reads.add(operation);
        }
    }

    private static String refreshToken(Server server) {
        return server.rest()
                .form(
                        "/auth/token",
                        Map.of("grant_type", "password", "username", "admin", "password", Rest.ADMIN_PASSWORD))
                .expect(200)
                .at("/refresh_token");
    }

    /** All exchange the same token; the one who could puts the next one there. */
    private void exchange(Server server, Map<String, String> family) {
        String token = family.get("token");
        long start = System.nanoTime();
        Answer answer =
                server.rest().form("/auth/token", Map.of("grant_type", "refresh_token", "refresh_token", token));
        boolean got = answer.status() == 200;
        tokens.add(new Operation(
                "family",
                token,
                start,
                System.nanoTime(),
                got ? Outcome.ACKNOWLEDGED : Outcome.REFUSED,
                answer.at("/refresh_token")));
        if (got) {
            family.put("token", answer.at("/refresh_token"));
        }
    }
}
