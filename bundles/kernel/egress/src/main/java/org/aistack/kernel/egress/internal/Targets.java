package org.aistack.kernel.egress.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** What is remembered of the servers we call, of the most recent ones. */
final class Targets {

    private static final int REMEMBERED = 1000;

    private final int atOnce;
    private final long pauseNanos;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    /** One server: its breaker, the calls under way, the budget for repeats. */
    record Known(Breaker breaker, Semaphore places, Budget budget) {}

    /**
     * Nobody is known yet.
     *
     * @param atOnce calls to one server under way at most
     * @param pauseNanos how long a server is left alone at first
     */
    Targets(int atOnce, long pauseNanos) {
        this.atOnce = atOnce;
        this.pauseNanos = pauseNanos;
    }

    synchronized Known of(Target target) {
        Known found = known.computeIfAbsent(
                target.key(), key -> new Known(new Breaker(pauseNanos), new Semaphore(atOnce), new Budget()));
        if (known.size() > REMEMBERED) {
            forget();
        }
        return found;
    }

    /** How many servers are left alone now. */
    synchronized long suspended() {
        return known.values().stream().filter(one -> one.breaker().open()).count();
    }

    /** The one not used for the longest time goes, unless calls to it are under way. */
    private void forget() {
        for (Iterator<Known> all = known.values().iterator(); all.hasNext(); ) {
            if (all.next().places().availablePermits() == atOnce) {
                all.remove();
                return;
            }
        }
    }
}
