package org.aistack.kernel.data;

import org.aistack.kernel.events.DomainEvent;
import org.osgi.annotation.versioning.ProviderType;

/** A running unit of work. Bound to its thread, dead after its end. */
@ProviderType
public interface Work<S> {

    /** The session; the same one for all writes of this unit in the same work. */
    S session();

    /** Tells a fact; it becomes known exactly when the work commits. */
    void publish(DomainEvent event);

    /** Runs {@code action} after the physical commit of the whole work, never after a rollback. */
    void afterCommit(Runnable action);
}
