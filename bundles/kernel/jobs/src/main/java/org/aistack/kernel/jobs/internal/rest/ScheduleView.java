package org.aistack.kernel.jobs.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.aistack.kernel.rest.Versioned;

/**
 * A schedule as clients see it.
 *
 * @param timeZone null for the server's
 * @param byCode it comes with its capability and can only be paused
 * @param nextRunAt null while it is paused
 * @param lastRunAt null before its first run
 * @param lastJobId null before its first run
 */
public record ScheduleView(
        String id,
        String kind,
        String title,
        JsonNode arguments,
        String cron,
        String timeZone,
        boolean paused,
        boolean byCode,
        String createdBy,
        Instant nextRunAt,
        Instant lastRunAt,
        String lastJobId,
        Instant createdAt,
        Instant updatedAt,
        long revision)
        implements Versioned {}
