package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/**
 * F-08: the disk is full for data, database, log and temporary files, which all lie below the data folder. It is a small
 * file system in memory; mounting it needs root.
 */
public class DiskFaults {

    private static final int MEGABYTES = 700;

    @Test
    public void writesAreRefusedAndComeBack() throws Exception {
        var history = new History();
        try (Server server = Server.unpacked("disk", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            Path disk = Files.createDirectories(server.data());
            mount(disk);
            try {
                server.start().awaitReady();
                Rest admin = server.rest().admin();
                try (var writers = new Writers("disk", 3, () -> admin, history, new AtomicInteger())) {
                    writers.until(50);
                    full(server, admin, disk, writers);
                }
                Invariants.hold(server, admin, "disk", history);
                server.kill();
                server.start().awaitReady();
                Invariants.hold(server, server.rest().admin(), "disk", history);
            } finally {
                server.close();
                command(List.of("umount", "-l", disk.toString()));
            }
        }
        System.out.println("F-08 full disk: " + history.acknowledged() + " writes acknowledged, none lost");
    }

    private static void full(Server server, Rest admin, Path disk, Writers writers) throws IOException {
        Path filler = disk.resolve("filler");
        fill(filler);
        Wait.until("writes are refused", Duration.ofSeconds(60), () -> {
            Answer answer = admin.post("/api/notes/notes", Map.of("title", "too much"));
            return answer.status() == 503 || answer.status() == 507;
        });
        Answer problem = admin.post("/api/notes/notes", Map.of("title", "too much"));
        assertTrue(problem.text(), problem.status() >= 503);
        assertEquals("application/problem+json", problem.header("Content-Type"));
        assertEquals(200, server.rest().get("/health/live").status());
        // the embedded database closes itself when not a block is left: reads wait for room too, and say so at once
        Answer read = admin.get("/api/notes/notes?limit=1");
        assertTrue("a read: " + read.status(), read.status() == 200 || read.status() == 503);
        Answer upload = admin.upload("/api/ingest/documents", "big.txt", new byte[2_000_000], Map.of());
        assertTrue("an upload is refused: " + upload.status(), upload.status() >= 503);
        Files.delete(filler);
        long begin = System.nanoTime();
        writers.until(20);
        System.out.printf(
                "F-08 full disk: serving %.1f s after there was room again%n", (System.nanoTime() - begin) / 1e9);
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // full now, and that was wanted; the last few bytes too
            try (OutputStream out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(0);
                }
            } catch (IOException last) {
                assertTrue(Files.size(file) > 0);
            }
        }
    }

    private static void mount(Path folder) {
        Server.Result mounted = Server.run(
                Path.of("/"),
                Map.of(),
                List.of("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "aistack", folder.toString()),
                10);
        assertEquals(
                "a small file system cannot be mounted; run this as root, or in a container with the right to mount: "
                        + mounted.output(),
                0,
                mounted.status());
    }

    private static void command(List<String> line) {
        Server.run(Path.of("/"), Map.of(), line, 20);
    }
}
