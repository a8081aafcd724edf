package org.aistack.kernel.events.internal.store;

import java.time.Instant;

/**
 * An event that a subscriber could not digest, or one that has to wait behind such an event of the same aggregate.
 *
 * @param status what happens to it
 * @param failures how often it was tried in vain
 * @param error what the subscriber said the last time; null for an event that only waits
 */
public record Parked(
        long id, String subscriber, Told told, Status status, int failures, String error, Instant parkedAt) {

    /** Its lower case name is what the table and clients see. */
    public enum Status {
        /** Failed too often. */
        PARKED,
        /** Behind a parked one of the same aggregate, or to be tried again. */
        WAITING
    }
}
