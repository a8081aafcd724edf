package org.aistack.kernel.rest.internal.stop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.aistack.kernel.rest.internal.RestSettings;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM does: says that the server is not ready, waits until those who send requests have noticed, takes no more
 * connections, lets running requests end, then stops the framework, in which jobs end at a safe point, streams are closed
 * and the database is written out. A second SIGTERM ends the process at once.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.aistack.kernel.rest")
public final class GracefulStop {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    /** A supervisor and the script between it and us may both pass the same signal on. */
    private static final long SAME_SIGNAL = TimeUnit.SECONDS.toNanos(1);

    private static final int TERMINATED = 143;

    private final BundleContext context;
    private final RestSettings settings;
    private final Leaving leaving;
    private final AtomicLong first = new AtomicLong();
    private final Signals signals;

    @Activate
    public GracefulStop(BundleContext context, RestSettings settings, @Reference Leaving leaving)
            throws ReflectiveOperationException {
        this.context = context;
        this.settings = settings;
        this.leaving = leaving;
        signals = new Signals("TERM", this::asked);
    }

    @Deactivate
    void deactivate() {
        if (first.get() == 0) {
            signals.close();
        }
    }

    private void asked() {
        long now = System.nanoTime() | 1;
        if (first.compareAndSet(0, now)) {
            new Thread(this::stop, "aistack-stop").start();
        } else if (now - first.get() > SAME_SIGNAL) {
            LOG.warn("asked to stop a second time: the process ends at once");
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    private void stop() {
        try {
            LOG.info("asked to stop: not ready from now on");
            leaving.announce();
            Thread.sleep(settings.stop__wait__ms());
            int left = leaving.close(settings.drain__seconds());
            if (left > 0) {
                LOG.warn("{} requests did not end within {} s", left, settings.drain__seconds());
            }
            LOG.info("all requests have ended; the server stops");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            framework();
        }
    }

    private void framework() {
        try {
            context.getBundle(0).stop();
        } catch (BundleException e) {
            LOG.error("the server cannot be stopped", e);
            Runtime.getRuntime().halt(1);
        }
    }
}
