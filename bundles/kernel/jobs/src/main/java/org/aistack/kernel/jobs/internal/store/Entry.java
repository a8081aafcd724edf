package org.aistack.kernel.jobs.internal.store;

import java.time.Instant;
import org.aistack.kernel.Text;
import org.aistack.kernel.jobs.internal.Starter;
import org.aistack.kernel.jobs.internal.Status;

/**
 * A job as it is stored, without what only its run needs.
 *
 * @param change rises with every change
 * @param step null before the first one
 * @param result JSON; null when there is none
 * @param problem JSON of the last failure; null when there is none
 * @param schedule 0 when no schedule started it
 */
public record Entry(
        long id,
        String kind,
        Status status,
        long change,
        int attempts,
        Instant notBefore,
        boolean cancel,
        double progress,
        Text step,
        String result,
        String problem,
        Starter starter,
        String requestId,
        long schedule,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {}
