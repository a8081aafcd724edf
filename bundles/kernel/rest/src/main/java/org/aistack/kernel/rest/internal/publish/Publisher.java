package org.aistack.kernel.rest.internal.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes the resources of each bundle shortly after its last change and takes them back at once. */
public final class Publisher implements ServiceTrackerCustomizer<Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final String BASE = "aistack.rest.base";
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final String KERNEL = "org.aistack.kernel.";

    private final BundleContext context;
    private final Endpoints endpoints;
    private final Routes routes;
    private final ScheduledExecutorService worker;
    private final long settleMillis;
    private final long drainMillis;
    private final Map<Bundle, Map<ServiceReference<Object>, Object>> resources = new HashMap<>();
    private final Map<Bundle, List<Endpoint>> published = new HashMap<>();
    private final Map<Bundle, ScheduledFuture<?>> pending = new HashMap<>();
    private final Map<Bundle, Long> patience = new HashMap<>();

    public Publisher(
            BundleContext context,
            Endpoints endpoints,
            Routes routes,
            ScheduledExecutorService worker,
            long settleMillis,
            long drainMillis) {
        this.context = context;
        this.endpoints = endpoints;
        this.routes = routes;
        this.worker = worker;
        this.settleMillis = settleMillis;
        this.drainMillis = drainMillis;
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        Object resource = context.getService(reference);
        if (resource == null) {
            LOG.error("The resource {} could not be made", reference);
            return null;
        }
        List<String> faults = Resources.faults(resource.getClass());
        if (!faults.isEmpty()) {
            LOG.error("The resource {} is refused: {}", resource.getClass().getName(), faults);
            context.ungetService(reference);
            return null;
        }
        synchronized (this) {
            resources
                    .computeIfAbsent(reference.getBundle(), b -> new TreeMap<>())
                    .put(reference, resource);
            later(reference.getBundle());
        }
        return resource;
    }

    @Override
    public synchronized void modifiedService(ServiceReference<Object> reference, Object resource) {
        later(reference.getBundle());
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object resource) {
        Bundle bundle = reference.getBundle();
        List<Endpoint> gone;
        synchronized (this) {
            resources.values().forEach(m -> m.remove(reference));
            resources.values().removeIf(Map::isEmpty);
            patience.remove(bundle);
            gone = take(bundle, reference);
        }
        gone.forEach(e -> e.close(drainMillis));
        endpoints.forget();
        context.ungetService(reference);
        synchronized (this) {
            if (resources.containsKey(bundle)) {
                later(bundle);
            }
        }
    }

    /** Takes back what a bundle has published; a reference of a stopped bundle no longer names it. */
    private List<Endpoint> take(Bundle bundle, ServiceReference<Object> reference) {
        List<Endpoint> gone = new ArrayList<>();
        if (bundle != null && published.containsKey(bundle)) {
            gone.addAll(published.remove(bundle));
        }
        gone.forEach(routes::remove);
        LOG.debug("{} took back {} servers", reference, gone.size());
        return gone;
    }

    private void later(Bundle bundle) {
        if (worker.isShutdown()) {
            return;
        }
        ScheduledFuture<?> before =
                pending.put(bundle, worker.schedule(() -> publish(bundle), settleMillis, TimeUnit.MILLISECONDS));
        if (before != null) {
            before.cancel(false);
        }
    }

    private void publish(Bundle bundle) {
        List<Endpoint> replaced;
        synchronized (this) {
            pending.remove(bundle);
            Map<ServiceReference<Object>, Object> own = resources.getOrDefault(bundle, Map.of());
            if (waits(bundle, own.size())) {
                later(bundle);
                return;
            }
            replaced = published.getOrDefault(bundle, List.of());
            List<Endpoint> made = new ArrayList<>();
            bases(bundle, own).forEach((base, beans) -> make(bundle, base, beans, replaced, made));
            replaced.forEach(routes::remove);
            made.forEach(routes::add);
            published.put(bundle, made);
            if (made.isEmpty()) {
                published.remove(bundle);
            }
        }
        if (!replaced.isEmpty()) {
            // not here: others wait to be published
            new Thread(() -> replaced.forEach(e -> e.close(drainMillis)), "rest-drain").start();
        }
    }

    /** Half a capability would answer 404 for its other half: its resources are given a moment to come together. */
    private boolean waits(Bundle bundle, int size) {
        if (size == 0 || size >= routes.resources(bundle)) {
            patience.remove(bundle);
            return false;
        }
        long now = System.nanoTime();
        return now - patience.computeIfAbsent(bundle, b -> now) < PATIENCE_NANOS;
    }

    private static Map<String, List<Object>> bases(Bundle bundle, Map<ServiceReference<Object>, Object> own) {
        Map<String, List<Object>> bases = new TreeMap<>();
        own.forEach((reference, resource) -> {
            Object given = reference.getProperty(BASE);
            String base = given == null ? home(bundle) : given.toString().replaceAll("/+$", "");
            bases.computeIfAbsent(base, b -> new ArrayList<>()).add(resource);
        });
        return bases;
    }

    private static String home(Bundle bundle) {
        return "/api/" + BundleStates.id(bundle);
    }

    private void make(Bundle bundle, String base, List<Object> beans, List<Endpoint> replaced, List<Endpoint> made) {
        long start = System.nanoTime();
        List<Class<?>> types = new ArrayList<>();
        beans.forEach(b -> types.add(b.getClass()));
        String id = BundleStates.id(bundle);
        String prefix = bundle.getSymbolicName().startsWith(KERNEL) ? "kernel" : id;
        var prefixes = Resources.prefixes(base, base.equals(home(bundle)), types);
        var site = new Endpoint.Site(bundle, id, prefix, base, prefixes, types, patience.containsKey(bundle));
        List<String> taken = routes.taken(site, replaced);
        if (!taken.isEmpty()) {
            LOG.error("{} is not published at {}: others are there", bundle.getSymbolicName(), taken);
            return;
        }
        try {
            made.add(endpoints.make(site, beans));
            LOG.info("Published {} in {} ms", prefixes, (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} cannot be published at {}", bundle.getSymbolicName(), base, e);
        }
    }

    /** Takes back everything. */
    public void close() {
        List<Endpoint> all = new ArrayList<>();
        synchronized (this) {
            published.values().forEach(all::addAll);
            published.clear();
            all.forEach(routes::remove);
        }
        all.forEach(e -> e.close(drainMillis));
        endpoints.forget();
    }
}
