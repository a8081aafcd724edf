package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aistack.itests.Rest;
import org.aistack.itests.Samples;
import org.aistack.itests.Wait;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** F-06: the search index is damaged. It is derived: made again, it finds what it found. */
public class IndexFaults {

    private static final int DOCUMENTS = 12;

    private interface Damage {
        void to(List<Path> files) throws IOException;
    }

    @Test
    public void findsTheSameAfterTheIndexWasDamaged() throws IOException {
        try (Server server = Server.unpacked("index", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            for (int i = 0; i < DOCUMENTS; i++) {
                admin.upload(
                                "/api/ingest/documents?wait=60",
                                "machine-" + i + ".txt",
                                Samples.text("Machine " + i + " was built in " + (1900 + i) + " by the workshop of "
                                        + "master number " + i + ". It drives the pump of hall " + (char) ('A' + i)
                                        + "."),
                                Map.of())
                        .expect(201);
            }
            Wait.until("all are found", Duration.ofSeconds(60), () -> answers(admin).stream()
                    .noneMatch(String::isEmpty));
            List<String> before = answers(admin);
            Map<String, Damage> kinds = new java.util.LinkedHashMap<>();
            kinds.put("flipped bytes", IndexFaults::flip);
            if (Extent.full()) {
                kinds.put("missing segment", IndexFaults::missing);
                kinds.put("truncated", IndexFaults::truncate);
            }
            kinds.put("emptied", IndexFaults::empty);
            for (var kind : kinds.entrySet()) {
                server.kill();
                kind.getValue().to(index(server));
                long begin = System.nanoTime();
                server.start().awaitReady();
                Rest again = server.rest().admin();
                Wait.until("the same is found with an index of " + kind.getKey(), Duration.ofSeconds(90), () -> answers(
                                again)
                        .equals(before));
                assertEquals(before, answers(again));
                System.out.printf(
                        "F-06 index %s: the same results %.1f s after the start%n",
                        kind.getKey(), (System.nanoTime() - begin) / 1e9);
            }
        }
    }

    private static List<String> answers(Rest admin) {
        var found = new ArrayList<String>();
        for (int i = 0; i < DOCUMENTS; i += 3) {
            var answer =
                    admin.post("/api/search/query", Map.of("query", "When was machine " + i + " built?", "top_k", 3));
            var names = new ArrayList<String>();
            answer.body().at("/items").forEach(hit -> names.add(hit.at("/text").asText()));
            found.add(String.join(",", names));
        }
        return found;
    }

    private static List<Path> index(Server server) throws IOException {
        try (var all = Files.walk(server.data().resolve("index"))) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            assertTrue("there is an index", files.size() > 2);
            return files;
        }
    }

    private static void flip(List<Path> files) throws IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i += 97) {
                bytes[i] ^= 0x55;
            }
            Files.write(file, bytes);
        }
    }

    private static void missing(List<Path> files) throws IOException {
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(".cfs") || name.endsWith(".fdt") || name.endsWith(".vec") || name.endsWith(".doc")) {
                Files.delete(file);
            }
        }
    }

    private static void truncate(List<Path> files) throws IOException {
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        }
    }

    private static void empty(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
