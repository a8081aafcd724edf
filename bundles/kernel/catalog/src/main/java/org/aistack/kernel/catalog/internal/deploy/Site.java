package org.aistack.kernel.catalog.internal.deploy;

import java.io.File;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.internal.Condition;
import org.aistack.kernel.catalog.internal.deploy.box.Bundles;
import org.aistack.kernel.catalog.internal.deploy.box.Limited;
import org.aistack.kernel.catalog.internal.deploy.box.Pulse;
import org.aistack.kernel.catalog.internal.deploy.state.Applied;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** The container as deployments see it: bundles, their pulse, and who is being worked on. */
@Component(service = Site.class)
public final class Site {

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private final Bundles bundles;
    private final Applied applied;
    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Limited> starting = new ConcurrentHashMap<>();

    @Activate
    public Site(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
        bundles = new Bundles(context);
        File file = context.getDataFile("applied.properties");
        applied = new Applied(file.toPath());
    }

    public BundleContext context() {
        return context;
    }

    public Bundles bundles() {
        return bundles;
    }

    public Applied applied() {
        return applied;
    }

    /** Held while somebody starts, stops, replaces or takes away that bundle. */
    public ReentrantLock lock(String symbolicName) {
        return locks.computeIfAbsent(symbolicName, name -> new ReentrantLock());
    }

    Pulse pulse(Bundle bundle) {
        return Pulse.of(context, runtime, bundle);
    }

    public Condition condition(Bundle bundle) {
        return Pulse.condition(context, runtime, bundle);
    }

    /** Begins to start a bundle on a thread of its own. */
    public Limited start(Bundle bundle) {
        Limited start = Limited.begin("deploy-start-" + bundle.getSymbolicName(), () -> Bundles.start(bundle));
        starting.put(bundle.getBundleId(), start);
        return start;
    }

    /** Why a start that was begun has not come back, if it should have by now. */
    public Optional<Text> stuck(Bundle bundle) {
        Limited start = starting.get(bundle.getBundleId());
        if (start == null || !start.runs()) {
            starting.remove(bundle.getBundleId());
            return Optional.empty();
        }
        return start.old() ? start.trouble() : Optional.empty();
    }

    /** Stops a bundle, but does not wait for ever; a start of it that is still going on, and a stop, are interrupted. */
    public Limited stop(Bundle bundle, int options, Duration limit) {
        Limited start = starting.get(bundle.getBundleId());
        if (start != null && start.runs()) {
            start.interrupt();
            start.await(Duration.ofSeconds(2));
        }
        Pulse.interrupt(runtime, bundle);
        Limited stop = Limited.call("deploy-stop-" + bundle.getSymbolicName(), limit, () -> bundle.stop(options));
        if (stop.runs()) {
            stop.interrupt();
            stop.await(Duration.ofSeconds(2));
        }
        return stop;
    }

    /** Whether a start of it has not come back: then its components cannot be replaced in this bundle any more. */
    public boolean occupied(Bundle bundle) {
        Limited start = starting.get(bundle.getBundleId());
        return start != null && start.runs();
    }

    /** True while the server goes down: then nothing that is seen means anything. */
    boolean closing() {
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        return system == null || system.getState() == Bundle.STOPPING;
    }
}
