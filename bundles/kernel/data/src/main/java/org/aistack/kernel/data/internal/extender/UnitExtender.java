package org.aistack.kernel.data.internal.extender;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.aistack.kernel.data.internal.PersistenceXml;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.work.Trouble;
import org.aistack.kernel.data.internal.work.Units;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a store to every active bundle that declares a unit, and takes it away when the bundle stops. */
public final class UnitExtender
        implements BundleTrackerCustomizer<BundleUnit>, SynchronousBundleListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnitExtender.class);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{0,11}");
    private static final int RETRY_SECONDS = 2;

    private final BundleContext context;
    private final ScheduledExecutorService worker;
    private final Migrations migrations;
    private final Units units;
    private final Runnable forgetClasses;
    private final BundleTracker<BundleUnit> tracker;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final Map<Bundle, BundleUnit> known = new ConcurrentHashMap<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /**
     * Does nothing before {@link #open}.
     *
     * @param worker where units are opened, so that no bundle waits for its tables while it starts
     * @param forgetClasses called when classes of some bundle go
     */
    public UnitExtender(
            BundleContext context,
            ScheduledExecutorService worker,
            Migrations migrations,
            Units units,
            Runnable forgetClasses) {
        this.context = context;
        this.worker = worker;
        this.migrations = migrations;
        this.units = units;
        this.forgetClasses = forgetClasses;
        this.tracker = new BundleTracker<>(context, Bundle.ACTIVE, this);
    }

    /** Begins, unless it was closed already. */
    public synchronized void open() {
        if (!closed) {
            context.addBundleListener(this);
            tracker.open();
        }
    }

    /** Why units could not be opened. */
    public Map<String, String> reasons() {
        return new TreeMap<>(reasons);
    }

    @Override
    public BundleUnit addingBundle(Bundle bundle, BundleEvent event) {
        String name = bundle.getSymbolicName();
        try {
            var declared = BundleUnit.declared(bundle);
            if (declared.isEmpty()) {
                return null;
            }
            PersistenceXml.Declared one = declared.get(0);
            if (declared.size() > 1 || !ID.matcher(one.id()).matches()) {
                fail(name, "its persistence.xml must name one unit, after its capability");
                return null;
            }
            if (!taken.add(one.id())) {
                fail(name, "another bundle has a unit " + one.id());
                return null;
            }
            var unit = new BundleUnit(bundle, one);
            known.put(bundle, unit);
            worker.execute(() -> open(unit));
            return unit;
        } catch (IOException | RuntimeException | LinkageError e) {
            fail(name, root(e));
            return null;
        }
    }

    private void open(BundleUnit unit) {
        if (unit.gone()) {
            return;
        }
        try {
            unit.open(context, migrations, units);
            reasons.remove(unit.id());
        } catch (IOException | RuntimeException | LinkageError e) {
            if (unit.gone()) {
                LOG.debug("{} went while its unit was opened", unit.id(), e);
            } else if (Trouble.unavailable(e)) {
                reasons.put(unit.id(), "the database cannot be reached");
                again(unit);
            } else if (Trouble.locked(e)) {
                reasons.put(unit.id(), "somebody else holds locks on the database");
                again(unit);
            } else {
                fail(unit.id(), root(e));
                LOG.debug("the unit {} cannot be opened", unit.id(), e);
            }
        }
    }

    private void again(BundleUnit unit) {
        try {
            worker.schedule(() -> open(unit), RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped while waiting for the database", e);
        }
    }

    private void fail(String unit, String reason) {
        reasons.put(unit, reason);
        LOG.error("{} stays without its tables: {}", unit, reason);
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String outer = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().strip();
        return root == failure || outer.contains(String.valueOf(root.getMessage()))
                ? outer
                : outer + ": " + root.getMessage();
    }

    @Override
    public void modifiedBundle(Bundle bundle, BundleEvent event, BundleUnit unit) {
        // one state only is tracked
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, BundleUnit unit) {
        unit.close();
        taken.remove(unit.id());
        reasons.remove(unit.id());
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNRESOLVED || event.getType() == BundleEvent.UNINSTALLED) {
            BundleUnit unit = known.remove(event.getBundle());
            if (unit != null) {
                unit.forget();
            }
            reasons.remove(event.getBundle().getSymbolicName());
            forgetClasses.run();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        tracker.close();
        context.removeBundleListener(this);
    }
}
