package org.aistack.kernel.observe.internal.health;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.condition.SystemReady;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the marker {@link SystemReady} while the server may be asked, so that a component that must not begin earlier
 * just references it. Asking every second also finds and logs what went wrong when nobody looks at the health checks.
 */
@Component(
        service = {},
        immediate = true)
public final class ReadyMarker {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyMarker.class);

    private final SystemReady marker = new SystemReady() {};
    private final BundleContext context;
    private final Checks checks;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "health-marker");
        thread.setDaemon(true);
        return thread;
    });
    private ServiceRegistration<SystemReady> registration;

    @Activate
    public ReadyMarker(BundleContext context, @Reference Checks checks) {
        this.context = context;
        this.checks = checks;
        clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            mark(Checks.Overall.of(checks.all()) != Checks.Overall.DOWN);
        } catch (RuntimeException e) {
            LOG.warn("whether the server is ready cannot be found out", e);
        }
    }

    private synchronized void mark(boolean ready) {
        if (clock.isShutdown() || ready == (registration != null)) {
            return;
        }
        if (ready) {
            registration = context.registerService(SystemReady.class, marker, null);
            LOG.info("ready");
        } else {
            registration.unregister();
            registration = null;
            LOG.warn("not ready any more");
        }
    }

    @Deactivate
    synchronized void deactivate() {
        clock.shutdownNow();
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
