package org.aistack.kernel.events;

import java.time.Instant;

/**
 * A told fact with its circumstances.
 *
 * @param position place in the order of all events; rises
 * @param at when it was told
 * @param causedBy id of the caller whose work told it; empty for the system
 * @param fact what happened
 */
public record Event<E extends DomainEvent>(long position, Instant at, String causedBy, E fact) {}
