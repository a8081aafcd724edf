package org.aistack.kernel.jobs.internal;

import java.time.Duration;

/** How long a failed job waits: 2 s, 8 s, 32 s, 128 s …, at most ten minutes, each up to a tenth longer by chance. */
final class Backoff {

    private static final long FIRST_MILLIS = 2_000;
    private static final long MOST_MILLIS = 600_000;
    private static final int FACTOR = 4;

    private Backoff() {}

    /**
     * The wait before the next attempt.
     *
     * @param failures in a row, at least 1
     * @param chance from 0 to 1; jobs that failed together must not come back together
     */
    static Duration after(int failures, double chance) {
        long millis = FIRST_MILLIS;
        for (int i = 1; i < failures && millis < MOST_MILLIS; i++) {
            millis *= FACTOR;
        }
        millis = Math.min(millis, MOST_MILLIS);
        return Duration.ofMillis(millis + (long) (millis * chance / 10));
    }
}
