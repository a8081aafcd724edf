package org.aistack.kernel.data.internal.extender;

import java.io.IOException;
import java.io.InputStream;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.internal.PersistenceXml;
import org.aistack.kernel.data.internal.migrate.Migrations;
import org.aistack.kernel.data.internal.migrate.Scripts;
import org.aistack.kernel.data.internal.work.JpaStore;
import org.aistack.kernel.data.internal.work.Units;
import org.apache.openjpa.enhance.PCRegistry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;

/** The unit of one active bundle, from its migrations to its end. */
final class BundleUnit {

    private final Bundle bundle;
    private final PersistenceXml.Declared declared;
    private final ClassLoader loader;
    private JpaStore store;
    private ServiceRegistration<?> registration;
    private boolean gone;
    private boolean forgotten;
    private boolean closed;

    BundleUnit(Bundle bundle, PersistenceXml.Declared declared) {
        this.bundle = bundle;
        this.declared = declared;
        this.loader = bundle.adapt(BundleWiring.class).getClassLoader();
    }

    /** What the bundle declares. */
    static List<PersistenceXml.Declared> declared(Bundle bundle) throws IOException {
        var xml = bundle.getEntry(PersistenceXml.PATH);
        if (xml == null) {
            return List.of();
        }
        try (InputStream in = xml.openStream()) {
            return PersistenceXml.read(in);
        }
    }

    String id() {
        return declared.id();
    }

    Bundle bundle() {
        return bundle;
    }

    synchronized boolean gone() {
        return gone;
    }

    /** Brings the tables up to date, opens the unit and registers its store. */
    void open(BundleContext context, Migrations migrations, Units units) throws IOException {
        migrations.run(id(), Scripts.in(bundle, id()));
        if (gone()) {
            return;
        }
        JpaStore opened = units.open(id(), declared.classes(), loader);
        synchronized (this) {
            store = opened;
        }
        if (gone()) {
            end(opened);
            return;
        }
        // it starts other people's components, which may never come back: neither under our lock nor on our thread
        Thread thread = new Thread(() -> offer(context, opened), "unit-" + id());
        thread.setDaemon(true);
        thread.start();
    }

    private void offer(BundleContext context, JpaStore opened) {
        var registered =
                context.registerService(Store.class, opened, new Hashtable<String, Object>(Map.of("unit", id())));
        synchronized (this) {
            if (!gone) {
                registration = registered;
                return;
            }
        }
        registered.unregister();
        end(opened);
    }

    /** The bundle stops: takes the store away and lets running works end. */
    void close() {
        JpaStore open;
        ServiceRegistration<?> registered;
        synchronized (this) {
            gone = true;
            open = store;
            registered = registration;
            registration = null;
        }
        if (registered != null) {
            registered.unregister();
            end(open);
        } else if (open == null) {
            ended();
        }
    }

    /** The bundle's classes go for good: nobody may hold them any longer than the unit needs them. */
    void forget() {
        synchronized (this) {
            forgotten = true;
            if (!closed) {
                return;
            }
        }
        PCRegistry.deRegister(loader);
    }

    private void end(JpaStore open) {
        open.close(this::ended);
    }

    private void ended() {
        synchronized (this) {
            closed = true;
            if (!forgotten) {
                return;
            }
        }
        PCRegistry.deRegister(loader);
    }
}
