package org.aistack.kernel.cluster;

import org.osgi.annotation.versioning.ProviderType;

/** A right that is held. */
@ProviderType
public interface Lease extends AutoCloseable {

    String name();

    /**
     * The fencing number: greater than that of every holder before. Whoever changes rows under a lease writes it along and
     * refuses to overwrite a greater one, so a holder that slept through its time can do no harm.
     */
    long token();

    /** Whether it is surely still held, by the clock that does not jump; once false it stays so. */
    boolean held();

    /** Gives it back. */
    @Override
    void close();
}
