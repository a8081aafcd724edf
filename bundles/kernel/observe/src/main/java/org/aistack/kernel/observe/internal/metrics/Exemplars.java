package org.aistack.kernel.observe.internal.metrics;

import io.prometheus.client.Histogram;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Gives some observations the trace they belong to: the slow ones always, of the others a few, as each one costs time. */
final class Exemplars {

    private static final double SLOW_SECONDS = 0.25;
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /**
     * Records.
     *
     * @param trace id of the trace; null for none
     */
    void observe(Histogram.Child histogram, double seconds, String trace) {
        if (trace != null && (seconds >= SLOW_SECONDS || due())) {
            histogram.observeWithExemplar(seconds, "trace_id", trace);
        } else {
            histogram.observe(seconds);
        }
    }

    private boolean due() {
        long now = System.nanoTime();
        long time = next.get();
        return now - time >= 0 && next.compareAndSet(time, now + EVERY);
    }
}
