package org.aistack.kernel.data.internal.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Gives every bundle leases of its own, and gives them back when it goes without having done so. */
public final class BundleLeases implements ServiceFactory<Leases> {

    private final Leases leases;

    public BundleLeases(Leases leases) {
        this.leases = leases;
    }

    @Override
    public Leases getService(Bundle bundle, ServiceRegistration<Leases> registration) {
        return new Own(leases);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Leases> registration, Leases service) {
        ((Own) service).taken.forEach(Lease::close);
    }

    private record Own(Leases leases, Set<Lease> taken) implements Leases {

        Own(Leases leases) {
            this(leases, ConcurrentHashMap.newKeySet());
        }

        @Override
        public Optional<Lease> acquire(String name, Duration time) {
            taken.removeIf(lease -> !lease.held());
            Optional<Lease> lease = leases.acquire(name, time);
            lease.ifPresent(taken::add);
            return lease;
        }
    }
}
