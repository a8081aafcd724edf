package org.aistack.kernel.catalog.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.events.Feed;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the live feed when capabilities or pages change. Looks again a moment after the container moved. */
@Component(
        service = {},
        immediate = true)
public final class Herald implements BundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
    private static final long SETTLE_MS = 200;

    private final BundleContext context;
    private final Catalog catalog;
    private final Feed feed;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "catalog-herald"));
    private final AtomicBoolean planned = new AtomicBoolean();
    /** Only the worker reads and writes it. */
    private List<Catalog.Entry> before = List.of();

    @Activate
    public Herald(BundleContext context, @Reference Catalog catalog, @Reference Feed feed) {
        this.context = context;
        this.catalog = catalog;
        this.feed = feed;
        context.addBundleListener(this);
        plan();
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(this);
        worker.shutdownNow();
    }

    @Reference(updated = "changed")
    void watch(ServiceComponentRuntime components) {
        // its service properties change with every component; see changed
    }

    void changed(ServiceComponentRuntime components) {
        plan();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        plan();
    }

    private void plan() {
        if (!worker.isShutdown() && planned.compareAndSet(false, true)) {
            worker.schedule(this::look, SETTLE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        planned.set(false);
        try {
            List<Catalog.Entry> now = catalog.entries();
            if (!now.equals(before)) {
                feed.tell("capabilities", "system:monitor", states(now));
                if (!pages(now).equals(pages(before))) {
                    feed.tell("pages", "", Map.of());
                }
                before = now;
            }
        } catch (RuntimeException problem) {
            LOG.warn("the feed was not told of a change", problem);
        }
    }

    private static Map<String, String> states(List<Catalog.Entry> entries) {
        return entries.stream()
                .collect(Collectors.toMap(
                        entry -> entry.plate().id(),
                        entry -> entry.state().name().toLowerCase(java.util.Locale.ROOT),
                        (one, other) -> one));
    }

    /** What the menu depends on: running bundles with pages, and their age, because scripts are addressed by it. */
    private static List<Object> pages(List<Catalog.Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.plate().pages().isEmpty()
                        && "active".equals(entry.module().state()))
                .<Object>map(entry -> List.of(entry.plate(), entry.module()))
                .toList();
    }
}
