package org.aistack.kernel;

import org.osgi.annotation.versioning.ProviderType;

/** The one source of ids. */
@ProviderType
public interface Ids {

    /**
     * A new id: 64 bit, positive, rising with time on this node, with at least 20 random bits, unique also when the wall
     * clock goes back. Never 0.
     */
    long next();
}
