package org.aistack.itests.hotdeploy;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Samples;
import org.aistack.itests.Wait;
import org.junit.Test;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/** Each capability that is there is replaced under load; nobody else notices. */
public class HotUpdate extends Container {

    private static final int ROUNDS = 3;
    private static final int PER_SECOND = 25;
    private static final long PATIENCE_MS = 5_500;

    @Test
    public void replacesEveryCapabilityWhileTheOthersWork() throws BundleException {
        Rest admin = admin();
        admin.upload(
                "/api/ingest/documents?wait=60",
                "hot.txt",
                Samples.text("The spare key hangs behind the mirror."),
                java.util.Map.of());
        List<Installed> all = Installed.all(admin);
        List<Installed> replaceable = all.stream().filter(c -> !c.foundation()).toList();
        assertTrue("the foundation is known to the server", replaceable.size() < all.size());
        assertFalse("nothing can be replaced", replaceable.isEmpty());
        for (Installed one : replaceable) {
            replace(admin, one, all);
        }
    }

    private void replace(Rest admin, Installed one, List<Installed> all) throws BundleException {
        Set<String> changed = new ConcurrentSkipListSet<>();
        SynchronousBundleListener listener =
                event -> changed.add(event.getBundle().getSymbolicName());
        var load = new Load();
        try (load) {
            all.forEach(c -> c.route().ifPresent(route -> load.ask(c.id(), PER_SECOND, admin, route)));
            load.ask("kernel", PER_SECOND, admin, "/api/kernel/info");
            context.addBundleListener(listener);
            for (int i = 0; i < ROUNDS; i++) {
                Update.of(bundle(one.bundle()));
                int asked = load.count("kernel");
                Wait.until(one.id() + " is back", Duration.ofSeconds(10), () -> runs(admin, one));
                Wait.until("others went on", Duration.ofSeconds(10), () -> load.count("kernel") > asked + PER_SECOND);
            }
        } finally {
            context.removeBundleListener(listener);
        }
        judge(one, all, load, changed);
    }

    private static void judge(Installed one, List<Installed> all, Load load, Set<String> changed) {
        assertEquals("bundles that changed with " + one.id(), Set.of(one.bundle()), changed);
        var others = new TreeSet<>(Set.of("kernel"));
        all.stream().filter(c -> c.route().isPresent() && !c.equals(one)).forEach(c -> others.add(c.id()));
        var words = new StringBuilder("replaced " + one.id() + " " + ROUNDS + " times:");
        for (String other : others) {
            words.append(' ').append(other).append(load.results(other));
            assertEquals(
                    other + " while " + one.id() + " is replaced",
                    Set.of("200"),
                    load.results(other).keySet());
        }
        one.route().ifPresent(route -> {
            words.append(", itself ").append(load.results(one.id()));
            words.append(" slowest ").append(load.slowest(one.id())).append(" ms");
            for (Load.Outcome outcome : load.outcomes(one.id())) {
                boolean fine =
                        outcome.result().equals("200") || outcome.result().equals("503") && outcome.retry();
                assertTrue(one.id() + " " + outcome, fine && outcome.millis() <= PATIENCE_MS);
            }
        });
        System.out.println(words);
    }

    private static boolean runs(Rest admin, Installed one) {
        return "running".equals(Installed.state(admin, one.id()))
                && one.route().map(route -> admin.get(route).status() == 200).orElse(true);
    }
}
