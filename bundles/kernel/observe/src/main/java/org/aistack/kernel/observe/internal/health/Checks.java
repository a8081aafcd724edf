package org.aistack.kernel.observe.internal.health;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All health checks of the server. */
@Component(service = Checks.class)
public final class Checks {

    private static final long LIMIT_MILLIS = 2000;

    private final Map<Object, Probe> probes = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "health-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final long limitMillis;

    @Activate
    public Checks() {
        this(LIMIT_MILLIS);
    }

    Checks(long limitMillis) {
        this.limitMillis = limitMillis;
    }

    /** How the server is as a whole. */
    public enum Overall {
        UP,
        /** It works, but not everything. */
        DEGRADED,
        DOWN;

        /** Down when something vital is bad, degraded when anything is not well. */
        public static Overall of(List<Checked> checks) {
            if (checks.stream().anyMatch(check -> check.vital() && check.bad())) {
                return DOWN;
            }
            return checks.stream().allMatch(Checked::ok) ? UP : DEGRADED;
        }
    }

    @Reference(
            name = "checks",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(HealthCheck check, Map<String, Object> properties) {
        String name = text(properties.get(HealthCheck.NAME), check.getClass().getSimpleName());
        var card =
                new Probe.Card(name, text(properties.get("hc.title"), name), texts(properties.get(HealthCheck.TAGS)));
        probes.put(properties.get(Constants.SERVICE_ID), new Probe(check, card, Clock.systemUTC(), System::nanoTime));
    }

    void remove(HealthCheck check, Map<String, Object> properties) {
        probes.remove(properties.get(Constants.SERVICE_ID));
    }

    @Deactivate
    void deactivate() {
        executor.shutdownNow();
    }

    /** Asks all checks at once; those that do not answer in time count as critical. */
    public List<Checked> all() {
        List<Probe> asked = new ArrayList<>(probes.values());
        asked.sort(Comparator.comparing(Probe::name));
        List<CompletableFuture<Checked>> answers =
                asked.stream().map(probe -> probe.ask(executor)).toList();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        List<Checked> all = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            all.add(answer(asked.get(i), answers.get(i), deadline - System.nanoTime()));
        }
        return all;
    }

    private Checked answer(Probe probe, CompletableFuture<Checked> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return probe.late(limitMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return probe.late(limitMillis);
        }
    }

    private static String text(Object value, String otherwise) {
        return value instanceof String text && !text.isBlank() ? text : otherwise;
    }

    private static List<String> texts(Object value) {
        if (value instanceof String[] several) {
            return List.of(several);
        }
        return value instanceof String one ? List.of(one) : List.of();
    }
}
