package org.aistack.itests.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.aistack.itests.Answer;
import org.aistack.itests.Fixture;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;

/** What was deployed outlives the death of the server in the middle of a deployment, and the loss of its cache. */
public class DeploymentIT {

    private static final String NAME = "org.aistack.ops.gadget";
    private static final String DEPLOYMENTS = "/api/kernel/deployments";
    private static final Duration LONG = Duration.ofSeconds(120);

    @Test
    public void deploymentsOutliveDeathAndTheLossOfTheCache() throws IOException {
        try (Server server = Server.unpacked("deploy", Map.of("AISTACK_CATALOG_DEPLOY_HEALTH_SECONDS", "6"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            System.setProperty("karaf.home", server.home().toString());
            assertEquals("succeeded", ended(admin, upload(admin, Fixture.capability(NAME, "1.0.0"))));
            assertEquals("succeeded", ended(admin, admin.post("/api/kernel/capabilities/notes/actions/uninstall", "")));

            Answer stuck = upload(
                    admin, Fixture.capability(NAME, "2.0.0").immediate("Sleeper", "Thread.sleep(Long.MAX_VALUE);"));
            Wait.until("the new version starts", LONG, () -> "start"
                    .equals(admin.get(DEPLOYMENTS + "/" + stuck.at("/id")).at("/step")));
            server.kill();
            server.start().awaitReady();
            Rest again = server.rest().admin();
            assertEquals("failed", ended(again, stuck));
            Answer told = again.get(DEPLOYMENTS + "/" + stuck.at("/id")).expect(200);
            assertEquals("rolled_back", told.at("/status"));
            assertEquals("1.0.0", version(again));

            server.kill();
            delete(server.data().resolve("run/cache"));
            server.start().awaitReady();
            Rest third = server.rest().admin();
            assertEquals("1.0.0", version(third));
            Wait.until(
                    "what was uninstalled stays away",
                    LONG,
                    () -> third.get("/api/notes/notes").status() == 404);
            assertTrue(third.get(DEPLOYMENTS).text().contains(stuck.at("/id")));
        } finally {
            System.clearProperty("karaf.home");
        }
    }

    private static Answer upload(Rest admin, Fixture fixture) {
        return admin.upload(DEPLOYMENTS, "gadget.jar", fixture.jar(), Map.of()).expect(202);
    }

    private static String ended(Rest admin, Answer accepted) {
        String location = accepted.expect(202).header("Location");
        Set<String> ends = Set.of("succeeded", "failed", "cancelled", "parked");
        Wait.until("the job ends", LONG, () -> ends.contains(admin.get(location).at("/status")));
        return admin.get(location).at("/status");
    }

    private static String version(Rest admin) {
        Wait.until("it answers", LONG, () -> admin.get("/api/gadget/things").status() == 200);
        return admin.get("/api/gadget/things").at("/version");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
