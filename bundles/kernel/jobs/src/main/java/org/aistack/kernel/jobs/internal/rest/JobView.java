package org.aistack.kernel.jobs.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A job as clients see it.
 *
 * @param title of its kind; the kind itself while that is not there
 * @param progress from 0 to 1
 * @param step what is being done; null before the first step
 * @param result null until it succeeded, and when it has none
 * @param error why the last attempt failed, as a problem (RFC 9457); null when none did
 * @param attempts how often it was begun; not counted are attempts that the server broke off in an orderly way
 * @param createdBy id of the user or client, or {@code system}
 * @param nextAttemptAt when a queued job that failed is tried again
 * @param cancelRequested it stops at its next safe point
 * @param scheduleId null when no schedule started it
 */
public record JobView(
        String id,
        String kind,
        String title,
        String status,
        double progress,
        String step,
        JsonNode result,
        JsonNode error,
        int attempts,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant nextAttemptAt,
        boolean cancelRequested,
        String scheduleId) {}
