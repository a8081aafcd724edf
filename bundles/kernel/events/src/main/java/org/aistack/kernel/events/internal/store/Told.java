package org.aistack.kernel.events.internal.store;

import java.time.Instant;

/**
 * An event as the outbox holds it.
 *
 * @param position place in the order of all events
 * @param causedBy id of the caller whose work told it; empty for the system
 * @param payload the fact as JSON
 * @param trace what it was told in, as text; null when that is not known
 */
public record Told(
        long position, String topic, String aggregate, String causedBy, Instant at, String payload, String trace) {}
