package org.aistack.kernel.observe.internal.health;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.aistack.kernel.observe.internal.Framework;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Has the start finished, and has the stop not begun? Finished means that all boot features are there and that no
 * component of ours waits any more; one that waits too long is no reason to keep everybody else waiting.
 */
@Component(property = {"hc.name=kernel.start", "hc.title=启动 · Start", "hc.tags=kernel", "hc.tags=ready"})
public final class StartHealth implements HealthCheck {

    static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private static final String BOOTED = "(objectClass=org.apache.karaf.features.BootFinished)";

    private final Framework framework;
    private final BundleContext context;
    private final LongSupplier nanos;
    private Long booted;
    private boolean finished;

    @Activate
    public StartHealth(@Reference Framework framework, BundleContext context) {
        this(framework, context, System::nanoTime);
    }

    StartHealth(Framework framework, BundleContext context, LongSupplier nanos) {
        this.framework = framework;
        this.context = context;
        this.nanos = nanos;
    }

    @Override
    public synchronized Result execute() {
        if (framework.stopping()) {
            return new Result(Result.Status.CRITICAL, "the server stops");
        }
        if (finished) {
            return new Result(Result.Status.OK, "the start is finished");
        }
        if (booted == null && !bootFeatures()) {
            return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "features are being started");
        }
        if (booted == null) {
            booted = nanos.getAsLong();
        }
        List<String> waiting =
                framework.waiting().stream().map(Framework.Part::name).toList();
        if (!waiting.isEmpty() && nanos.getAsLong() - booted < PATIENCE) {
            return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "waiting for " + String.join(", ", waiting));
        }
        finished = true;
        return new Result(Result.Status.OK, "the start is finished");
    }

    private boolean bootFeatures() {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, BOOTED);
            return found != null && found.length > 0;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
