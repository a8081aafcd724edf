package org.aistack.kernel.cluster;

/**
 * A marker service: it is registered on the one server that leads, and on no other. What must run once per cluster is a
 * component that references it, and is gone when another server leads.
 */
public interface Leader {

    /** The fencing number of this leadership, see {@link Lease#token}. */
    long token();
}
