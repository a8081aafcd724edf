package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Samples;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** The faults that matter most, one after the other on one server; {@code ./aistack faults} runs all of them at length. */
public class FaultSmokeIT {

    private static final String QUESTION = "When was the lighthouse built?";

    @Test
    public void isKilledDamagedStoppedAndRestored() throws IOException {
        var history = new History();
        var number = new AtomicInteger();
        try (Server server =
                Server.unpacked("smoke", Map.of("AISTACK_RATE_LIMIT", "off", "AISTACK_REST_STOP_WAIT_MS", "0"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            admin.upload(
                            "/api/ingest/documents?wait=60",
                            "lighthouse.txt",
                            Samples.text("The lighthouse was built in 1874."),
                            Map.of())
                    .expect(201);
            try (var writers = new Writers("smoke", 4, () -> admin, history, number)) {
                writers.until(60);
                server.kill();
            }
            garbage(server.data().resolve("run/cache"));
            garbage(server.data().resolve("index"));
            server.start().awaitReady();
            Invariants.hold(server, admin, "smoke", history);
            found(admin);

            Path backups = server.data().resolveSibling("smoke-backups");
            try (var writers = new Writers("smoke", 4, () -> admin, history, number)) {
                writers.until(20);
                Server.Result made = server.command("backup", "--to", backups.toString());
                assertEquals(made.output(), 0, made.status());
                server.terminate();
                assertEquals("SIGTERM ends well", 0, server.await());
            }
            long acknowledged = history.acknowledged();
            Server restored = server.beside("restored", Map.of("AISTACK_RATE_LIMIT", "off"));
            try (var all = Files.list(backups)) {
                Server.Result laid = restored.command(
                        "restore", all.findFirst().orElseThrow().toString(), "--new-keys", "--no-start");
                assertEquals(laid.output(), 0, laid.status());
            }
            try (restored) {
                restored.start().awaitReady();
                Rest there = restored.rest().admin();
                found(there);
                Invariants.consistent(there);
                System.out.println(
                        "killed, damaged, stopped, restored: " + acknowledged + " writes acknowledged, none lost; "
                                + Invariants.titles(there, "smoke").size() + " of them in the backup");
            }
        }
    }

    private static void found(Rest admin) {
        Wait.until("search finds it", Duration.ofSeconds(60), () -> {
            String quote =
                    admin.post("/api/search/answer", Map.of("query", QUESTION)).at("/citations/0/quote");
            return quote != null && quote.contains("1874");
        });
    }

    private static void garbage(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
    }
}
