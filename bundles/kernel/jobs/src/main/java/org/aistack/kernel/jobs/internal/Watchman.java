package org.aistack.kernel.jobs.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.cluster.Node;
import org.aistack.kernel.jobs.internal.store.Beat;

/**
 * Watches whether the workers of others live. A job is lost when its beat did not rise for the time of a lease, by this
 * server's clock that does not jump: nobody's wall clock matters. What an earlier life of this server left is lost at
 * once.
 */
final class Watchman {

    private record Seen(long fence, long beat, long since) {}

    private final Node node;
    private Map<Long, Seen> seen = new HashMap<>();

    Watchman(Node node) {
        this.node = node;
    }

    /**
     * The jobs whose workers no longer live.
     *
     * @param beats of all running jobs that do not run here
     */
    List<Beat> lost(List<Beat> beats, Duration lease, long nanos) {
        Map<Long, Seen> now = new HashMap<>();
        List<Beat> lost = new ArrayList<>();
        for (Beat beat : beats) {
            Seen before = seen.get(beat.id());
            boolean still = before != null && before.fence() == beat.fence() && before.beat() == beat.beat();
            Seen current = still ? before : new Seen(beat.fence(), beat.beat(), nanos);
            now.put(beat.id(), current);
            boolean ghost = node.name().equals(beat.server()) && beat.life() < node.life();
            if (ghost || nanos - current.since() >= lease.toNanos()) {
                lost.add(beat);
            }
        }
        seen = now;
        return lost;
    }
}
