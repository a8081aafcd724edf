package org.aistack.kernel.jobs.internal.store;

import java.time.Instant;
import org.aistack.kernel.jobs.internal.Starter;

/**
 * A schedule as it is stored.
 *
 * @param version rises with every change by a person or by code
 * @param arguments JSON
 * @param zone empty: the one of the server's settings
 * @param zoneUsed the one that {@code nextRunAt} was computed with
 * @param codeKind the kind whose code brings it; null for one made by a person
 * @param lastRunAt null before the first run
 * @param lastJob 0 before the first run
 */
public record Timing(
        long id,
        long version,
        String kind,
        String arguments,
        String cron,
        String zone,
        String zoneUsed,
        boolean paused,
        String codeKind,
        Starter starter,
        Instant nextRunAt,
        Instant lastRunAt,
        long lastJob,
        Instant createdAt,
        Instant updatedAt) {}
