package org.aistack.itests.hotdeploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Each capability takes everything of it along when it goes, leaves its data, and brings everything back. */
public class Removal extends Container {

    private static final String NOTES = "/api/notes/notes";
    private static final Duration GONE = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(15);

    @Test
    public void everythingOfAStoppedCapabilityIsGoneAndComesBack() throws BundleException {
        Rest admin = admin();
        List<Installed> all = Installed.all(admin);
        for (Installed one : Installed.replaceable(admin)) {
            Bundle bundle = bundle(one.bundle());
            goesAndReturns(admin, one, all, bundle::stop, bundle::start);
        }
    }

    @Test
    public void everythingOfAnUninstalledCapabilityIsGoneAndComesBack() throws BundleException {
        Rest admin = admin();
        List<Installed> all = Installed.all(admin);
        for (Installed one : Installed.replaceable(admin)) {
            Bundle bundle = bundle(one.bundle());
            goesAndReturns(admin, one, all, bundle::uninstall, () -> context.installBundle(bundle.getLocation())
                    .start());
        }
    }

    /** Something done to a bundle. */
    private interface Step {
        void run() throws BundleException;
    }

    private void goesAndReturns(Rest admin, Installed one, List<Installed> all, Step away, Step back)
            throws BundleException {
        Footprint before = Footprint.of(admin, context, one);
        assertFalse("nothing is known of " + one.id(), before.isEmpty());
        Map<String, Integer> data = counts(admin, one);
        long start = System.nanoTime();
        away.run();
        try {
            await("everything of " + one.id() + " is gone", GONE, Map.of(), () -> Footprint.of(admin, context, one)
                    .traces());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            for (String route : one.routes()) {
                assertEquals(
                        route,
                        "kernel.capability-absent",
                        admin.get(route).expect(404).at("/code"));
            }
            assertNotEquals("running", Installed.state(admin, one.id()));
            all.stream().filter(other -> !other.equals(one)).forEach(other -> answersOrWaits(admin, other, one));
            System.out.println(one.id() + " was gone after " + millis + " ms with its "
                    + before.traces().keySet());
        } finally {
            back.run();
        }
        await("everything of " + one.id() + " is back", BACK, before.traces(), () -> Footprint.of(admin, context, one)
                .traces());
        Wait.until("everybody runs", BACK, () -> all.stream()
                .allMatch(other -> "running".equals(Installed.state(admin, other.id()))));
        assertEquals("the data of " + one.id(), data, counts(admin, one));
    }

    /** Waits for traces to be as expected; says what they are when they do not become so. */
    private static void await(
            String what, Duration most, Map<String, Set<String>> expected, Supplier<Map<String, Set<String>>> traces) {
        try {
            Wait.until(what, most, () -> traces.get().equals(expected));
        } catch (AssertionError late) {
            assertEquals(late.getMessage(), expected, traces.get());
        }
    }

    /** Whoever asks the one that is gone waits for it and says so; everybody else answers. */
    private static void answersOrWaits(Rest admin, Installed other, Installed gone) {
        boolean waits = "waiting".equals(Installed.state(admin, other.id()));
        for (String route :
                waits ? other.routes().subList(0, Math.min(1, other.routes().size())) : other.routes()) {
            Answer answer = admin.get(route);
            String words = route + " without " + gone.id() + ": " + answer.text();
            if (waits && answer.status() != 200) {
                assertEquals(words, 503, answer.status());
                assertTrue(words, answer.header("Retry-After") != null);
            } else {
                assertEquals(words, 200, answer.status());
            }
        }
    }

    /** How many things each list of a capability has. */
    private static Map<String, Integer> counts(Rest admin, Installed one) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String route : one.routes()) {
            Answer answer = admin.get(route);
            if (answer.body().has("items")) {
                counts.put(route, answer.body().at("/items").size());
            }
        }
        return counts;
    }

    @Test
    public void withoutSecurityEverythingIsDenied() throws BundleException {
        Rest admin = admin();
        String id = admin.post(NOTES, Map.of("title", "survivor")).expect(201).at("/id");
        for (String security : List.of("auth", "rbac")) {
            Installed one = Installed.all(admin).stream()
                    .filter(c -> c.id().equals(security))
                    .findFirst()
                    .orElseThrow();
            var before = Footprint.of(admin, context, one);
            Bundle bundle = bundle(one.bundle());
            bundle.stop();
            try {
                await("everything of " + security + " is gone", GONE, Map.of(), () -> Footprint.inside(context, one));
                for (String path : List.of(NOTES, "/api/kernel/info", "/metrics", "/auth/me")) {
                    int status = admin.get(path).status();
                    assertTrue(
                            path + " without " + security + ": " + status,
                            List.of(401, 403, 404, 503).contains(status));
                }
                assertEquals(200, ANYONE.get("/health/live").status());
            } finally {
                bundle.start();
            }
            await(security + " is back", BACK, before.traces(), () -> Footprint.of(admin, context, one)
                    .traces());
            assertEquals("survivor", admin.get(NOTES + "/" + id).expect(200).at("/title"));
        }
    }

    @Test
    public void stopsAndStartsThroughRest() {
        Rest admin = admin();
        admin.post("/api/kernel/capabilities/notes/actions/stop", "").expect(200);
        Wait.until("gone", GONE, () -> admin.get(NOTES).status() == 404);
        admin.post("/api/kernel/capabilities/notes/actions/start", "").expect(200);
        Wait.until("back", BACK, () -> admin.get(NOTES).status() == 200);
        assertEquals(
                409,
                admin.post("/api/kernel/capabilities/auth/actions/stop", "").status());
    }
}
