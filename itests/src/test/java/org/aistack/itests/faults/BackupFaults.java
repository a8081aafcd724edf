package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Samples;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.faults.history.Operation.Outcome;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** F-28: a backup made while others write is one moment, and lives again elsewhere. */
public class BackupFaults {

    private static final String PASSPHRASE = "correct horse battery staple";
    private static final String QUESTION = "When was the lighthouse built?";

    @Test
    public void livesAgainOnAnotherMachine() throws Exception {
        try (Server server = Server.unpacked("backup", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            Path backup = underLoad(server, "h2");
            server.kill();
            restore(server.beside("restored", Map.of("AISTACK_RATE_LIMIT", "off")), backup, true);
            interrupted(server, backup);
        }
    }

    @Test
    public void livesAgainFromPostgres() throws Exception {
        try (Postgres database = new Postgres("from").start();
                Server server = Server.unpacked("backup-pg", database.settings())) {
            Path backup = underLoad(server, "postgresql");
            try (Postgres other = new Postgres("to").start()) {
                restore(server.beside("restored-pg", other.settings()), backup, true);
                refusedWhereDataIs(server.beside("full", other.settings()), backup);
            }
            restore(server.beside("restored-h2", Map.of("AISTACK_RATE_LIMIT", "off")), backup, false);
        }
    }

    /** What was acknowledged before the backup began is in it, what began after its end is not, what is in it is whole. */
    private static Path underLoad(Server server, String database) throws IOException {
        var history = new History();
        server.start().awaitReady();
        Rest admin = server.rest().admin();
        admin.upload(
                        "/api/ingest/documents?wait=60",
                        "lighthouse.txt",
                        Samples.text("The lighthouse was built in 1874."),
                        Map.of())
                .expect(201);
        Path passphrase = Files.writeString(server.home().resolve("passphrase"), PASSPHRASE);
        Path target = server.data().resolveSibling("backups-" + database);
        long begun;
        long ended;
        Server.Result made;
        try (var writers = new Writers("saved", 4, () -> admin, history, new AtomicInteger())) {
            writers.until(Extent.full() ? 2000 : 100);
            begun = System.nanoTime();
            made = server.command(
                    "backup", "--to", target.toString(), "--with-keys", "--passphrase-file", passphrase.toString());
            ended = System.nanoTime();
            writers.until(20);
        }
        assertEquals(made.output(), 0, made.status());
        System.out.printf("F-28 backup of %s under load: %s", database, made.output());
        var must = new ArrayList<String>();
        var never = new ArrayList<String>();
        history.all().forEach(operation -> {
            if (operation.outcome() == Outcome.ACKNOWLEDGED && operation.end() < begun) {
                must.add(operation.what());
            }
            if (operation.start() > ended) {
                never.add(operation.what());
            }
        });
        assertFalse("writers wrote before", must.isEmpty());
        assertFalse("writers wrote after", never.isEmpty());
        try (var all = Files.list(target)) {
            Path backup = all.findFirst().orElseThrow();
            Files.write(backup.resolveSibling("must"), must);
            Files.write(backup.resolveSibling("never"), never);
            return backup;
        }
    }

    private static void restore(Server server, Path backup, boolean withKeys) throws IOException {
        Path passphrase = server.home().resolve("passphrase");
        long begin = System.nanoTime();
        Server.Result restored = withKeys
                ? server.command("restore", backup.toString(), "--passphrase-file", passphrase.toString())
                : server.command("restore", backup.toString(), "--new-keys");
        System.out.printf("F-28 restore: %s", restored.output());
        try {
            assertEquals(restored.output(), 0, restored.status());
            Rest admin = server.rest().admin();
            List<String> found = Invariants.titles(admin, "saved");
            Set<String> there = Set.copyOf(found);
            assertEquals("nothing twice", there.size(), found.size());
            assertTrue(
                    "what was acknowledged before is there",
                    there.containsAll(Files.readAllLines(backup.resolveSibling("must"))));
            assertTrue(
                    "what came after is not",
                    Files.readAllLines(backup.resolveSibling("never")).stream().noneMatch(there::contains));
            Invariants.consistent(admin);
            org.aistack.itests.Wait.until("search finds what it found", java.time.Duration.ofSeconds(60), () -> {
                String quote = admin.post("/api/search/answer", Map.of("query", QUESTION))
                        .at("/citations/0/quote");
                return quote != null && quote.contains("1874");
            });
            System.out.printf("F-28 restored and verified after %.1f s%n", (System.nanoTime() - begin) / 1e9);
            assertEquals(
                    201, admin.post("/api/notes/notes", Map.of("title", "new")).status());
        } finally {
            server.command("stop");
        }
    }

    private static void refusedWhereDataIs(Server server, Path backup) {
        Server.Result refused = server.command("restore", backup.toString(), "--new-keys");
        assertNotEquals(0, refused.status());
        assertTrue(refused.output(), refused.output().contains("already has tables"));
    }

    /** Killed while it is laid out or loaded, a restore goes on. */
    private static void interrupted(Server archive, Path backup) throws Exception {
        int rounds = Extent.rounds(1, 3);
        for (int round = 0; round < rounds; round++) {
            try (Server server = archive.beside("interrupted-" + round, Map.of("AISTACK_RATE_LIMIT", "off"))) {
                Server.Result laid = server.command("restore", backup.toString(), "--new-keys", "--no-start");
                assertEquals(laid.output(), 0, laid.status());
                server.start();
                org.aistack.itests.Wait.until(
                        "it loads",
                        java.time.Duration.ofSeconds(180),
                        () -> Files.exists(server.data().resolve("db/aistack.mv.db")));
                Thread.sleep(ThreadLocalRandom.current().nextInt(3000));
                server.kill();
                server.start().awaitReady();
                Rest admin = server.rest().admin();
                assertTrue(Set.copyOf(Invariants.titles(admin, "saved"))
                        .containsAll(Files.readAllLines(backup.resolveSibling("must"))));
                Invariants.consistent(admin);
                assertFalse("nothing waits any more", Files.exists(server.data().resolve("restore")));
            }
        }
        System.out.println("F-02 kill -9 during a restore, " + rounds + " rounds: goes on and is complete");
    }

    /** F-02: an interrupted backup is none, and disturbs nobody. */
    @Test
    public void anInterruptedBackupIsNone() throws Exception {
        try (Server server = Server.unpacked("half", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            var history = new History();
            try (var writers = new Writers("half", 4, () -> admin, history, new AtomicInteger())) {
                writers.until(200);
            }
            Path target = server.data().resolveSibling("half-backups");
            var making = new Thread(() -> server.command("backup", "--to", target.toString()));
            making.start();
            org.aistack.itests.Wait.until(
                    "it is being made", java.time.Duration.ofSeconds(30), () -> folders(target) > 0);
            server.kill();
            making.join();
            server.start().awaitReady();
            for (Path left : list(target)) {
                if (!Files.exists(left.resolve("manifest.json"))) {
                    Server.Result refused =
                            server.beside("none", Map.of()).command("restore", left.toString(), "--new-keys");
                    assertEquals(2, refused.status());
                    assertTrue(refused.output(), refused.output().contains("incomplete"));
                }
            }
            assertEquals(0, server.command("backup", "--to", target.toString()).status());
            assertEquals(
                    "what was left is gone",
                    1,
                    list(target).stream()
                            .filter(folder -> Files.exists(folder.resolve("manifest.json")))
                            .count());
            Invariants.hold(server, server.rest().admin(), "half", history);
        }
    }

    private static long folders(Path target) {
        return list(target).size();
    }

    private static List<Path> list(Path target) {
        try (var all = Files.list(target)) {
            return all.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
