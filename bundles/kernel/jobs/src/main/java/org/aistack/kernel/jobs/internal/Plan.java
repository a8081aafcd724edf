package org.aistack.kernel.jobs.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.jobs.internal.store.Candidate;

/**
 * Which waiting job comes next: one of whoever has the fewest running, in the order in which everybody's first job comes
 * before anybody's second. One user alone never has all threads, so that somebody else's job need not wait for the end
 * of a long one.
 */
final class Plan {

    private final Deque<Candidate> waiting;

    Plan(List<Candidate> waiting) {
        this.waiting = new ArrayDeque<>(waiting);
    }

    /**
     * Takes the next one.
     *
     * @param running how many jobs of a starter run here
     * @param threads there are
     * @return empty when nobody who waits may have another thread
     */
    Optional<Candidate> next(Map<String, Long> running, int threads) {
        long most = Math.max(1, threads - 1);
        Candidate best = null;
        long least = most;
        for (Candidate candidate : waiting) {
            long has = running.getOrDefault(candidate.starter(), 0L);
            if (has < least) {
                best = candidate;
                least = has;
            }
        }
        if (best != null) {
            waiting.remove(best);
        }
        return Optional.ofNullable(best);
    }
}
