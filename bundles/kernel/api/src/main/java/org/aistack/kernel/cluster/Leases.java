package org.aistack.kernel.cluster;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Rights that at most one holder has at a time. They are rows of the database, so they hold across servers. */
@ProviderType
public interface Leases {

    /**
     * Takes a lease unless somebody else has it. It is renewed in the background until it is closed; the lease of a server
     * that died becomes free when its time is over, one of an earlier life of this server at once.
     *
     * @param name stable, {@code <id>.<what>}, at most 200 characters
     * @param time how long it stays with a holder that no longer answers; at least a second
     * @return empty while somebody else holds it, here or on another server
     */
    Optional<Lease> acquire(String name, Duration time);
}
