package org.aistack.kernel.jobs.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.aistack.kernel.Problem;

/** How many jobs wait, counted anew every second and in between by what is started here: a bound need not be exact. */
final class Backlog {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Supplier<Map<String, Integer>> counted;
    private final JobsSettings settings;
    private Map<String, Integer> waiting = new HashMap<>();
    private long read = System.nanoTime() - 2 * FRESH;

    Backlog(Supplier<Map<String, Integer>> counted, JobsSettings settings) {
        this.counted = counted;
        this.settings = settings;
    }

    /**
     * Counts another job.
     *
     * @throws Problem when too many wait already
     */
    synchronized void add(Starter starter) {
        if (System.nanoTime() - read >= FRESH) {
            waiting = new HashMap<>(counted.get());
            read = System.nanoTime();
        }
        int all = waiting.values().stream().mapToInt(Integer::intValue).sum();
        String key = starter.kind() + ":" + starter.id();
        boolean full = all >= settings.maxQueued()
                || !starter.system() && waiting.getOrDefault(key, 0) >= settings.maxQueuedPerUser();
        if (full) {
            throw Problem.of(JobsError.TOO_MANY_JOBS).retryAfter(RETRY);
        }
        waiting.merge(key, 1, Integer::sum);
    }
}
