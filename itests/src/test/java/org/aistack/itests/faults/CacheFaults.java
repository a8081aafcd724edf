package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.aistack.itests.Rest;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** F-04: the container's cache is deleted, truncated, overwritten. What must be kept is elsewhere. */
public class CacheFaults {

    @Test
    public void startsWhateverBecameOfTheCache() throws IOException {
        try (Server server = Server.unpacked("cache", Map.of())) {
            server.start().awaitReady();
            String id = server.rest()
                    .admin()
                    .post("/api/notes/notes", Map.of("title", "kept"))
                    .expect(201)
                    .at("/id");
            Path cache = server.data().resolve("run/cache");
            int rounds = Extent.rounds(2, 5);
            for (int round = 0; round < rounds; round++) {
                if (round % 2 == 0) {
                    server.kill();
                } else {
                    server.terminate();
                    server.await();
                }
                damage(cache, round % 4);
                server.start().awaitReady();
                Rest admin = server.rest().admin();
                assertEquals(
                        "kept", admin.get("/api/notes/notes/" + id).expect(200).at("/title"));
            }
            System.out.println("F-04 damaged cache, " + rounds + " rounds: ready each time");
        }
    }

    private static void damage(Path cache, int how) throws IOException {
        List<Path> files;
        try (var all = Files.walk(cache)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        var random = new Random(how);
        for (Path file : files) {
            switch (how) {
                case 0 -> {
                    if (random.nextInt(3) == 0) {
                        Files.delete(file);
                    }
                }
                case 1 -> {
                    if (random.nextInt(3) == 0) {
                        Files.write(file, new byte[7]);
                    }
                }
                case 2 -> Files.delete(file);
                default -> {
                    byte[] bytes = Files.readAllBytes(file);
                    random.nextBytes(bytes);
                    Files.write(file, bytes);
                }
            }
        }
    }
}
