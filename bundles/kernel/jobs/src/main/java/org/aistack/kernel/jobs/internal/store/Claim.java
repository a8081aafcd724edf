package org.aistack.kernel.jobs.internal.store;

import org.aistack.kernel.jobs.internal.Starter;

/**
 * What a worker needs to run a job that it has claimed.
 *
 * @param fence the number under which this run writes
 * @param arguments JSON
 * @param kept null when nothing was kept
 * @param failures in a row, before this run
 * @param requestId of the request that started it; null for none
 * @param trace W3C trace context of that request; null for none
 */
public record Claim(
        long id,
        long fence,
        String kind,
        String arguments,
        String kept,
        int failures,
        Starter starter,
        String requestId,
        String trace) {}
