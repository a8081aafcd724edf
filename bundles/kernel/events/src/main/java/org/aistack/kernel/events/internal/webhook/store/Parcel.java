package org.aistack.kernel.events.internal.webhook.store;

import java.time.Instant;

/**
 * One event for one webhook.
 *
 * @param position of the event; 0 for a ping
 * @param body what is sent
 * @param dueAt when it is tried next; the end of its way when it is delivered or dead
 * @param triedAt when it was tried last; null when it was not
 * @param httpStatus of the last try; null when there was no answer
 * @param durationMs of the last try; null when it was not tried
 * @param error why the last try failed, a constant; null when it did not
 * @param trace what the event was told in, as text; null when that is not known
 */
public record Parcel(
        long id,
        long webhook,
        long eventId,
        long position,
        String topic,
        String aggregate,
        String body,
        Status status,
        int attempts,
        Instant createdAt,
        Instant dueAt,
        Instant triedAt,
        Integer httpStatus,
        Long durationMs,
        String error,
        String trace) {

    /** Its lower case name is what the table and clients see. */
    public enum Status {
        /** Not tried yet. */
        PENDING,
        /** Answered with 2xx. */
        DELIVERED,
        /** Tried in vain, to be tried again. */
        FAILED,
        /** Tried in vain to the end. */
        DEAD
    }

    /** What became of a try. */
    public record Outcome(Status status, Instant dueAt, Integer httpStatus, long durationMs, String error) {}
}
