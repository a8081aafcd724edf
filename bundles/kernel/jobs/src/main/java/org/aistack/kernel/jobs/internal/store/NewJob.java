package org.aistack.kernel.jobs.internal.store;

import java.time.Instant;
import org.aistack.kernel.jobs.internal.Starter;

/**
 * A job that begins to exist.
 *
 * @param arguments JSON
 * @param requestId null for none
 * @param trace header {@code traceparent} of that request; null for none
 * @param schedule 0 for none
 */
public record NewJob(
        long id,
        String kind,
        String arguments,
        Starter starter,
        String requestId,
        String trace,
        long schedule,
        Instant at) {}
