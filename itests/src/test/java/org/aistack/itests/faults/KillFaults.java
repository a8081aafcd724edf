package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** {@code kill -9} at random moments. */
public class KillFaults {

    private static final int CLIENTS = 6;
    /** {@code -Dfaults.ready} on a machine that does other work too. */
    private static final int MOST_STARTUP_SECONDS = Integer.getInteger("faults.ready", 60);

    /** F-01: during writes. */
    @Test
    public void losesNoAcknowledgedWrite() {
        var history = new History();
        var number = new AtomicInteger();
        int rounds = Extent.rounds(3, 50);
        long worst = 0;
        try (Server server = Server.unpacked("kill", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            for (int round = 0; round < rounds; round++) {
                long begin = System.nanoTime();
                server.start().awaitReady();
                worst = Math.max(worst, System.nanoTime() - begin);
                Rest admin = server.rest().admin();
                Invariants.repeatTheUnanswered(admin, "kill", history);
                try (var writers = new Writers("kill", CLIENTS, () -> admin, history, number)) {
                    writers.until(40 + ThreadLocalRandom.current().nextInt(200));
                    server.kill();
                }
            }
            server.start().awaitReady();
            Invariants.hold(server, server.rest().admin(), "kill", history);
        }
        System.out.printf(
                "F-01 kill -9, %d rounds: %d writes acknowledged, none lost, none twice; slowest start %.1f s%n",
                rounds, history.acknowledged(), worst / 1e9);
        assertTrue("ready after " + worst / 1e9 + " s", worst / 1e9 <= MOST_STARTUP_SECONDS);
    }

    /** F-02: during the very first start, while tables are made. */
    @Test
    public void goesOnWithAnInterruptedMigration() throws InterruptedException {
        int rounds = Extent.rounds(1, 4);
        try (Server archive = Server.unpacked("migrate", Map.of())) {
            for (int round = 0; round < rounds; round++) {
                try (Server server = archive.beside("data-" + round, Map.of())) {
                    server.start();
                    Wait.until(
                            "it makes tables",
                            Duration.ofSeconds(180),
                            () -> java.nio.file.Files.exists(server.data().resolve("db/aistack.mv.db")));
                    Thread.sleep(ThreadLocalRandom.current().nextInt(2500));
                    server.kill();
                    server.start().awaitReady();
                    Rest admin = server.rest().admin();
                    assertEquals(
                            201,
                            admin.post("/api/notes/notes", Map.of("title", "first"))
                                    .status());
                    Invariants.consistent(admin);
                }
            }
        }
        System.out.println("F-02 kill -9 while tables are made, " + rounds + " rounds: ready after it");
    }

    /** F-02: while a capability is updated. */
    @Test
    public void goesOnWithAnInterruptedUpdate() throws InterruptedException {
        var history = new History();
        var number = new AtomicInteger();
        int rounds = Extent.rounds(1, 5);
        try (Server server = Server.unpacked("update", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            for (int round = 0; round < rounds; round++) {
                server.start().awaitReady();
                Rest admin = server.rest().admin();
                try (var writers = new Writers("update", 2, () -> admin, history, number)) {
                    writers.until(5);
                    var update = new Thread(() -> {
                        try {
                            admin.post("/api/kernel/capabilities/notes/actions/update", Map.of());
                        } catch (java.io.UncheckedIOException e) {
                            // the server died while it worked: that is the point
                        }
                    });
                    update.start();
                    Thread.sleep(ThreadLocalRandom.current().nextInt(700));
                    server.kill();
                    update.join();
                }
            }
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            List<String> states = new ArrayList<>();
            admin.get("/api/kernel/capabilities")
                    .expect(200)
                    .body()
                    .at("/items")
                    .forEach(item -> states.add(item.path("state").asText()));
            assertTrue(states.toString(), states.stream().allMatch("running"::equals));
            Invariants.hold(server, admin, "update", history);
        }
        System.out.println("F-02 kill -9 during an update, " + rounds + " rounds: everything runs, nothing lost");
    }

    /** F-02: while a job works; it is taken up again and ends. */
    @Test
    public void takesAJobUpAgain() {
        try (Server server = Server.unpacked("job", Map.of())) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            admin.post("/api/notes/notes", Map.of("title", "saved")).expect(201);
            String job = admin.post("/api/kernel/backups", Map.of()).expect(202).header("Location");
            server.kill();
            server.start().awaitReady();
            Rest again = server.rest().admin();
            Wait.until("the job ends", Duration.ofSeconds(90), () -> "succeeded"
                    .equals(again.get(job).at("/status")));
            Wait.until(
                    "one backup",
                    Duration.ofSeconds(10),
                    () -> again.get("/api/kernel/backups").body().at("/items").size() == 1);
        }
        System.out.println("F-02 kill -9 during a job: taken up again, one result");
    }
}
