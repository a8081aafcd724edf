package org.aistack.itests.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.aistack.itests.Answer;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;

/** A new capability, copied from the reference, builds unchanged and works a second after it is dropped in. */
public class NewCapabilityIT {

    private static final Set<String> NOT_COPIED = Set.of("target", ".git", "node_modules");

    @Test
    public void buildsDeploysAndWorksUnchanged() throws IOException {
        Path copy = Files.createDirectories(Server.WORK.resolve("generated-" + System.nanoTime()));
        copy(Path.of(System.getProperty("repository")).toRealPath(), copy);
        ok(Server.run(copy, Map.of(), List.of("java", "bundles/NewCapability.java", "ops", "recipes"), 60));
        Path bundle = copy.resolve("bundles/ops/recipes");
        ok(Server.run(
                copy,
                Map.of(),
                List.of(
                        "mvn",
                        "-o",
                        "-B",
                        "-q",
                        "package",
                        "-pl",
                        "bundles/ops/recipes",
                        "-am",
                        "-Dtest=org.aistack.ops.recipes.**",
                        "-Dsurefire.failIfNoSpecifiedTests=false"),
                400));
        assertTrue("its tests ran", Files.exists(bundle.resolve("target/surefire-reports")));

        try (Server server = Server.unpacked("drop", Map.of())) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            assertEquals(404, admin.get("/api/recipes/recipes").status());
            Path jar = bundle.resolve("target/org.aistack.ops.recipes-" + System.getProperty("version") + ".jar");
            Path incoming = Files.copy(jar, server.home().resolve("incoming.tmp"));
            long start = System.nanoTime();
            Files.move(
                    incoming,
                    server.home().resolve("deploy").resolve(jar.getFileName()),
                    StandardCopyOption.ATOMIC_MOVE);
            Wait.until(
                    "the new capability answers",
                    Duration.ofSeconds(20),
                    () -> admin.get("/api/recipes/recipes").status() == 200);
            System.out.println("dropped in and answering after " + (System.nanoTime() - start) / 1_000_000 + " ms");
            Answer made =
                    admin.post("/api/recipes/recipes", Map.of("title", "soup")).expect(201);
            assertEquals(
                    "soup",
                    admin.get("/api/recipes/recipes/" + made.at("/id"))
                            .expect(200)
                            .at("/title"));
            assertTrue(admin.get("/api/kernel/pages").text().contains("\"recipes\""));
            assertTrue(admin.get("/metrics").text().contains("recipes_active"));

            Files.delete(server.home().resolve("deploy").resolve(jar.getFileName()));
            Wait.until(
                    "it is gone",
                    Duration.ofSeconds(20),
                    () -> admin.get("/api/recipes/recipes").status() == 404);
        }
    }

    private static void ok(Server.Result result) {
        assertEquals(result.output(), 0, result.status());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : children.toList()) {
                String name = child.getFileName().toString();
                if (NOT_COPIED.contains(name)) {
                    continue;
                }
                Path target = to.resolve(name);
                if (Files.isDirectory(child)) {
                    Files.createDirectories(target);
                    copy(child, target);
                } else {
                    Files.copy(child, target);
                }
            }
        }
    }
}
