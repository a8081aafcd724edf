package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Fixture;
import org.aistack.itests.Wait;
import org.junit.After;
import org.junit.Test;

/** A capability comes, changes, is brought back and goes; what is wrong with it stays its own trouble. */
public class LifecycleContract extends Container {

    private static final String DEPLOYMENTS = "/api/kernel/deployments";
    private static final String NAME = "org.aistack.ops.gadget";
    private static final String GADGET = "/api/kernel/capabilities/gadget";
    private static final String THINGS = "/api/gadget/things";
    private static final String SPIN = "while (System.getProperty(\"fixture.end\") == null) { Thread.onSpinWait(); }";
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String[] ENGLISH = {"Accept-Language", "en"};

    @After
    public void takeAway() throws IOException {
        System.setProperty("fixture.end", "now");
        Files.deleteIfExists(folder().resolve("gadget.jar"));
        if (admin().get(GADGET).status() == 200) {
            // the folder may have been faster
            job(admin().post(GADGET + "/actions/uninstall", ""));
        }
        System.clearProperty("fixture.end");
        Wait.until("it is gone", LONG, () -> admin().get(GADGET).status() == 404);
    }

    @Test
    public void installsUpdatesRollsBackAndUninstalls() {
        assertEquals("install", deployed(good("1.0.0"), "done").at("/action"));
        assertEquals("1.0.0", version());
        Answer update = deployed(good("1.1.0"), "done");
        assertEquals("update", update.at("/action"));
        assertEquals("1.0.0", update.at("/previous_version"));
        assertEquals("admin", update.at("/actor"));
        assertEquals("rest", update.at("/via"));
        assertNotNull(update.at("/sha256"));
        assertNotNull(update.at("/finished_at"));
        assertEquals("1.1.0", version());
        assertTrue(admin().get(GADGET + "/actions").text().contains("rollback"));

        Answer back = admin().post(DEPLOYMENTS + "/" + update.at("/id") + "/actions/rollback", "");
        assertEquals("succeeded", job(back).at("/status"));
        assertEquals("1.0.0", version());
        assertEquals(
                "kernel.not-in-service",
                admin().post(DEPLOYMENTS + "/" + update.at("/id") + "/actions/rollback", "")
                        .expect(409)
                        .at("/code"));

        admin().post(GADGET + "/actions/stop", "").expect(200);
        assertEquals("stopped", admin().get(GADGET).at("/state"));
        assertEquals(404, admin().get(THINGS).status());
        admin().post(GADGET + "/actions/start", "").expect(200);
        Wait.until("it is back", LONG, () -> admin().get(THINGS).status() == 200);

        assertEquals(
                "succeeded",
                job(admin().post(GADGET + "/actions/uninstall", "")).at("/status"));
        assertEquals("kernel.capability-absent", admin().get(THINGS).expect(404).at("/code"));
        assertEquals(404, admin().get(GADGET).status());
        assertEquals("uninstall", newest().path("action").asText());
        assertTrue(admin().get("/metrics").text().contains("kernel_deployments_total{result=\"done\""));
    }

    @Test
    public void aVersionThatDoesNotWorkIsReplacedByTheOneBeforeAndNobodyElseNotices() {
        deployed(good("1.0.0"), "done");
        Map<Long, Integer> before = states();
        try (var others = new Others()) {
            for (var kind : unfit().entrySet()) {
                Answer answer = deployed(kind.getKey(), "rolled_back");
                assertTrue(answer.text(), answer.at("/reason").contains(kind.getValue()));
                assertEquals("1.0.0", version());
                assertEquals("running", admin().get(GADGET).at("/state"));
            }
            assertEquals(Set.of(200), others.seen());
        }
        assertEquals("no other bundle changed its state", before, states());
    }

    /** What is let in but does not work, and what is said about it. */
    private static Map<Fixture, String> unfit() {
        Map<Fixture, String> kinds = new LinkedHashMap<>();
        kinds.put(good("2.0.0").header("Import-Package", imports() + ",com.nowhere;version=\"[1,2)\""), "com.nowhere");
        kinds.put(
                good("2.1.0").immediate("Thrower", "throw new IllegalStateException(\"the moon is wrong\");"),
                "the moon is wrong");
        kinds.put(good("2.2.0").critical(), "it is ill");
        kinds.put(good("2.3.0").immediate("Sleeper", "Thread.sleep(Long.MAX_VALUE);"), "does not return");
        kinds.put(
                good("2.4.0")
                        .component("One", part("One"), NAME + ".One", needs("Two"))
                        .component("Two", part("Two"), NAME + ".Two", needs("One")),
                "One → Two → One");
        kinds.put(good("2.5.0").component("Waiter", part("Waiter"), NAME + ".Waiter", needs("Nobody")), "Nobody");
        return kinds;
    }

    @Test
    public void aStartThatNeverEndsOccupiesNothingButItsThread() {
        deployed(good("1.0.0"), "done");
        try (var others = new Others()) {
            Answer answer = deployed(good("3.0.0").immediate("Spinner", SPIN), "rolled_back");
            assertTrue(answer.text(), answer.at("/reason").contains("Spinner"));
            assertEquals("1.0.0", version());
            deployed(good("1.2.0"), "done");
            assertEquals("1.2.0", version());
            assertEquals(Set.of(200), others.seen());
        }
    }

    @Test
    public void whatIsNoGoodBundleIsNotLetIn() {
        Map<Fixture, String> kinds = new LinkedHashMap<>();
        kinds.put(Fixture.bare(NAME, "1.0.0"), "no name plate");
        kinds.put(good("1.0.0").header("Export-Package", NAME), "It exports " + NAME);
        kinds.put(good("1.0.0").header("Fragment-Host", "org.aistack.kernel.api"), "fragment");
        kinds.put(good("not.a.version"), "version is not valid");
        kinds.put(good("1.0.0").entry("zeros.bin", new byte[80 << 20]), "unpacks to too much");
        kinds.put(Fixture.capability("org.acme.notes", "9.0.0"), "org.aistack.ops.notes");
        kinds.put(Fixture.capability("org.acme.farTooLongForAName", "9.0.0"), "lower case letters");
        for (var kind : kinds.entrySet()) {
            Answer answer = deployed(kind.getKey(), "refused");
            assertTrue(answer.text(), answer.at("/reason").contains(kind.getValue()));
        }
        byte[] jar = good("1.0.0").jar();
        for (byte[] broken : new byte[][] {"hello".getBytes(), Arrays.copyOf(jar, jar.length / 2), new byte[0]}) {
            Answer answer = ended(admin().upload(DEPLOYMENTS, "broken.jar", broken, Map.of(), ENGLISH), "refused");
            assertTrue(answer.text(), answer.at("/reason").contains("not a complete jar file"));
            assertNull(answer.at("/capability"));
        }
        assertEquals(404, admin().get(GADGET).status());
    }

    @Test
    public void aBrokenNewcomerIsShownWithItsReason() {
        Answer answer = deployed(good("2.0.0").header("Import-Package", imports() + ",com.nowhere"), "failed");
        assertTrue(answer.text(), answer.at("/reason").contains("com.nowhere"));
        Answer shown = admin().get(GADGET, ENGLISH).expect(200);
        assertEquals("broken", shown.at("/state"));
        assertTrue(shown.text(), shown.at("/waiting_for/0").contains("com.nowhere"));
        assertTrue(admin().post(GADGET + "/actions/start", "", ENGLISH)
                .expect(409)
                .text()
                .contains("com.nowhere"));
        deployed(good("2.0.1"), "done");
        assertEquals("2.0.1", version());
    }

    @Test
    public void theFolderBringsChangesAndTakes() throws IOException {
        drop(good("1.0.0").jar());
        awaitVersion("1.0.0");
        drop(good("1.1.0").jar());
        awaitVersion("1.1.0");
        assertEquals("folder", newest().path("via").asText());

        drop(good("2.0.0")
                .immediate("Thrower", "throw new IllegalStateException(\"no\");")
                .jar());
        Path reason = folder().resolve("rejected/gadget.jar.reason.txt");
        Wait.until("it is moved aside", LONG, () -> Files.exists(reason));
        awaitVersion("1.1.0");
        assertTrue(Files.readString(reason).contains("IllegalStateException: no"));
        Wait.until("the good one lies there again", LONG, () -> Files.exists(folder().resolve("gadget.jar")));
        Files.delete(reason);

        Files.write(folder().resolve("twin.jar"), good("1.2.0").jar());
        Path twin = folder().resolve("rejected/twin.jar.reason.txt");
        Wait.until("the second file is moved aside", LONG, () -> Files.exists(twin));
        assertTrue(Files.readString(twin).contains("gadget.jar"));
        Files.delete(twin);

        Files.delete(folder().resolve("gadget.jar"));
        Wait.until("it is gone", LONG, () -> admin().get(THINGS).status() == 404);
    }

    @Test
    public void aFileThatIsStillBeingWrittenIsLeftAlone() throws Exception {
        byte[] jar = good("1.0.0").jar();
        Path file = folder().resolve("gadget.jar");
        int known = history().size();
        try (var out = Files.newOutputStream(file)) {
            for (int from = 0; from < jar.length; from += 600) {
                // slower than the folder looks
                Thread.sleep(400);
                assertEquals(known, history().size());
                out.write(jar, from, Math.min(600, jar.length - from));
                out.flush();
            }
        }
        awaitVersion("1.0.0");
    }

    @Test
    public void theFoundationIsReplacedAsMaintenanceOnly() {
        Answer actions = admin().get("/api/kernel/capabilities/auth/actions").expect(200);
        assertEquals(0, actions.body().path("items").size());
        assertNotNull(actions.at("/reason"));
        for (String action : Set.of("stop", "update", "uninstall")) {
            assertEquals(
                    "kernel.protected",
                    admin().post("/api/kernel/capabilities/natives/actions/" + action, "")
                            .expect(409)
                            .at("/code"));
        }
        byte[] kernel = Fixture.capability("org.aistack.kernel.web", "0.1.0").jar();
        assertEquals(
                "kernel.maintenance",
                admin().upload(DEPLOYMENTS, "web.jar", kernel, Map.of())
                        .expect(409)
                        .at("/code"));
    }

    @Test
    public void aRepeatedRequestDeploysOnce() {
        byte[] jar = good("1.0.0").jar();
        String[] key = {"Idempotency-Key", "gadget-" + System.nanoTime()};
        Answer first =
                admin().upload(DEPLOYMENTS, "gadget.jar", jar, Map.of(), key).expect(202);
        Answer again =
                admin().upload(DEPLOYMENTS, "gadget.jar", jar, Map.of(), key).expect(202);
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(first.at("/id"), again.at("/id"));
        assertEquals("succeeded", job(first).at("/status"));
    }

    @Test
    public void onlyAdministratorsDeploy() {
        byte[] jar = good("1.0.0").jar();
        assertEquals(
                401, ANYONE.upload(DEPLOYMENTS, "gadget.jar", jar, Map.of()).status());
        var user = admin().user("deployer" + System.nanoTime() % 100_000, "user");
        assertEquals(403, user.upload(DEPLOYMENTS, "gadget.jar", jar, Map.of()).status());
        assertEquals(403, user.get(DEPLOYMENTS).status());
        assertEquals(404, admin().get(DEPLOYMENTS + "/0000000000000").status());
        assertEquals(400, admin().get(DEPLOYMENTS + "?limit=0").status());
    }

    /** The test runs inside the server. */
    private static Path folder() {
        return Path.of(System.getProperty("karaf.base"), "deploy");
    }

    private static Fixture good(String version) {
        return Fixture.capability(NAME, version);
    }

    private static String imports() {
        return "org.aistack.kernel,org.aistack.kernel.catalog,org.aistack.kernel.rest,javax.ws.rs";
    }

    private static String part(String name) {
        return "package " + NAME + "; public final class " + name + " { }";
    }

    private static String needs(String name) {
        return "<reference name=\"other\" interface=\"" + NAME + "." + name + "\"/>";
    }

    private Answer deployed(Fixture fixture, String status) {
        return ended(admin().upload(DEPLOYMENTS, "gadget.jar", fixture.jar(), Map.of(), ENGLISH), status);
    }

    private Answer ended(Answer accepted, String status) {
        String job = job(accepted).at("/status");
        Answer answer =
                admin().get(DEPLOYMENTS + "/" + accepted.at("/id"), ENGLISH).expect(200);
        assertEquals(answer.text(), status, answer.at("/status"));
        assertEquals(status.equals("done") ? "succeeded" : "failed", job);
        return answer;
    }

    /** The job of an accepted deployment, when it has ended. */
    private Answer job(Answer accepted) {
        String location = accepted.expect(202).header("Location");
        Set<String> ends = Set.of("succeeded", "failed", "cancelled", "parked");
        Wait.until(
                "the job ends",
                LONG,
                () -> ends.contains(admin().get(location).expect(200).at("/status")));
        return admin().get(location, ENGLISH);
    }

    private String version() {
        return admin().get(THINGS).expect(200).at("/version");
    }

    private void awaitVersion(String version) {
        Wait.until(
                "version " + version,
                LONG,
                () -> version.equals(admin().get(THINGS).at("/version")));
    }

    private JsonNode history() {
        return admin().get(DEPLOYMENTS + "?limit=200").expect(200).body().path("items");
    }

    private JsonNode newest() {
        return admin().get(DEPLOYMENTS + "?limit=1").expect(200).body().at("/items/0");
    }

    private void drop(byte[] jar) throws IOException {
        Path fresh = Files.write(folder().resolve("gadget.tmp"), jar);
        Files.move(
                fresh,
                folder().resolve("gadget.jar"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<Long, Integer> states() {
        Map<Long, Integer> states = new ConcurrentHashMap<>();
        Arrays.stream(context.getBundles()).forEach(b -> states.put(b.getBundleId(), b.getState()));
        return states;
    }

    /** Somebody who works with another capability all the time. */
    private final class Others implements AutoCloseable {
        private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final Thread thread = new Thread(this::ask, "others");

        Others() {
            thread.start();
        }

        private void ask() {
            while (going.get()) {
                seen.add(admin().get("/api/notes/notes").status());
            }
        }

        Set<Integer> seen() {
            return new TreeSet<>(seen);
        }

        @Override
        public void close() {
            going.set(false);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
