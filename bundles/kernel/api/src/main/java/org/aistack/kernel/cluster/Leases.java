package org.aistack.kernel.cluster;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Rights that at most one holder has at a time. They are rows of the database, so they hold across servers. A service of
 * bundle scope: what a bundle did not give back is given back when it lets go of the service.
 */
@ProviderType
public interface Leases {

    /**
     * Takes a lease unless somebody else has it. It is renewed in the background until it is closed; the lease of a server
     * that died becomes free when its time is over, one of an earlier life of this server at once.
     *
     * @param name stable, {@code <id>.<what>}, at most 200 characters. Its number is remembered for ever, so names are few:
     *     one per task, not one per object
     * @param time how long it stays with a holder that no longer answers; at least a second
     * @return empty while somebody else holds it, here or on another server
     * @throws org.aistack.kernel.Problem {@code UNAVAILABLE} when the database does not answer
     */
    Optional<Lease> acquire(String name, Duration time);
}
