package org.aistack.itests.hotdeploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;

/** Replacing capabilities again and again leaves nothing behind. */
public class Rounds extends Container {

    private static final int MANY = Integer.getInteger("aistack.rounds", 100);
    private static final int SOME = 6;
    private static final int WARM = 6;
    /** The cheapest to replace; often, because the JVM keeps notes about methods that are called often, and those come first. */
    private static final String MUCH = "notes";

    private static final int MORE = 10;
    /**
     * OpenJPA's parser keeps the stack of whoever asked a query of another capability's unit first, and so the classes on
     * it: one version of the asker, however often it is replaced.
     */
    private static final int KEPT = 1;

    private static final double METASPACE = 1.02;
    private static final int THREADS = 10;
    private static final int DESCRIPTORS = 16;

    @Test
    public void oldVersionsAreCollected() throws BundleException {
        Rest admin = admin();
        List<Installed> all = Installed.replaceable(admin);
        Map<String, List<WeakReference<ClassLoader>>> first = new TreeMap<>();
        for (Installed one : all) {
            first.put(one.id(), rounds(admin, one, one.id().equals(MUCH) ? WARM * MORE : WARM));
        }
        collected(first);
        Vitals before = Vitals.now(admin);
        Map<String, List<WeakReference<ClassLoader>>> old = new TreeMap<>();
        for (Installed one : all) {
            old.put(one.id(), rounds(admin, one, one.id().equals(MUCH) ? MANY : SOME));
        }
        collected(old);
        flat(before, Vitals.now(admin));
    }

    private static void collected(Map<String, List<WeakReference<ClassLoader>>> old) {
        try {
            Wait.until("old versions are collected", Duration.ofSeconds(10), () -> {
                System.gc();
                return left(old).isEmpty();
            });
        } catch (AssertionError late) {
            assertEquals("old versions that are still there", Map.of(), left(old));
        }
    }

    private static Map<String, Long> left(Map<String, List<WeakReference<ClassLoader>>> old) {
        Map<String, Long> left = new TreeMap<>();
        old.forEach((id, loaders) -> left.put(
                id, loaders.stream().filter(loader -> loader.get() != null).count()));
        left.values().removeIf(count -> count <= KEPT);
        return left;
    }

    private static void flat(Vitals before, Vitals after) {
        System.out.println("replaced again and again: " + before + ", then " + after);
        assertTrue("metaspace: " + after, after.metaspace() <= before.metaspace() * METASPACE);
        assertTrue("threads: " + after, after.threads() <= before.threads() + THREADS);
        assertTrue("descriptors: " + after, after.descriptors() <= before.descriptors() + DESCRIPTORS);
        assertEquals("connections in use", before.connections(), after.connections());
    }

    /** Replaces a capability, uses what is new; the class loaders that are now of no use. */
    private List<WeakReference<ClassLoader>> rounds(Rest admin, Installed one, int count) throws BundleException {
        List<WeakReference<ClassLoader>> old = new ArrayList<>();
        Bundle bundle = bundle(one.bundle());
        for (int i = 0; i < count; i++) {
            old.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            Update.of(bundle);
            Wait.until(one.id() + " is back", Duration.ofSeconds(15), () -> one.route()
                    .map(route -> admin.get(route).status() == 200)
                    .orElse(true));
            use(admin, one, i);
        }
        return old;
    }

    /** What leaves traces in caches: rows, JSON of records, an answer that is kept, a tool's schema, the description. */
    private static void use(Rest admin, Installed one, int round) {
        one.routes().forEach(admin::get);
        if (one.id().equals(MUCH)) {
            admin.post(
                            "/api/notes/notes",
                            Map.of("title", "round " + round),
                            "Idempotency-Key",
                            "rounds-" + System.nanoTime())
                    .expect(201);
        }
        if (round % SOME == 0) {
            admin.get("/openapi.json").expect(200);
            admin.get("/api/kernel/tools").expect(200);
            admin.get("/metrics").expect(200);
            admin.get("/api/kernel/health").expect(200);
        }
    }
}
