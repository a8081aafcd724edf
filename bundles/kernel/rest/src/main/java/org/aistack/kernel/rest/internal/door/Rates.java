package org.aistack.kernel.rest.internal.door;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;

/** Token buckets: one for each user or client, one for each address nobody signed in from. */
public final class Rates {

    /**
     * How much is allowed.
     *
     * @param perMinute of a caller
     * @param anonymousPerMinute of an address
     * @param burst at once
     */
    public record Quota(boolean on, int perMinute, int anonymousPerMinute, int burst) {}

    private static final int MAX_BUCKETS = 20_000;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final Quota quota;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    public Rates(Quota quota, LongSupplier nanos) {
        this.quota = quota;
        this.nanos = nanos;
    }

    /**
     * Takes one request from the caller's quota and says so in the answer's headers.
     *
     * @throws Problem {@link KernelError#THROTTLED}
     */
    public void take(Caller caller, String address, HttpServletResponse response) {
        if (!quota.on() || caller.kind() == Caller.Kind.SYSTEM) {
            return;
        }
        boolean known = caller.authenticated();
        int perMinute = known ? quota.perMinute() : quota.anonymousPerMinute();
        if (buckets.size() > MAX_BUCKETS) {
            forget();
        }
        long left = buckets.computeIfAbsent(known ? "u" + caller.id() : "a" + address, k -> new Bucket())
                .take(perMinute);
        long reset = Math.max(1, 60L / Math.max(1, perMinute));
        response.setHeader("RateLimit-Policy", "\"default\";q=" + perMinute + ";w=60");
        response.setHeader("RateLimit", "\"default\";r=" + Math.max(0, left) + ";t=" + reset);
        response.setHeader("X-RateLimit-Limit", Integer.toString(perMinute));
        response.setHeader("X-RateLimit-Remaining", Long.toString(Math.max(0, left)));
        response.setHeader("X-RateLimit-Reset", Long.toString(reset));
        if (left < 0) {
            throw Problem.of(KernelError.THROTTLED).retryAfter(Duration.ofSeconds(reset));
        }
    }

    /** Drops the buckets that are full again, and all of them when that does not help. */
    private void forget() {
        long now = nanos.getAsLong();
        buckets.values().removeIf(bucket -> now - bucket.last > NANOS_PER_MINUTE);
        if (buckets.size() > MAX_BUCKETS) {
            buckets.clear();
        }
    }

    private final class Bucket {
        private double tokens = quota.burst();
        private long last = nanos.getAsLong();

        /** What is left after this request; negative when there was nothing. */
        synchronized long take(int perMinute) {
            long now = nanos.getAsLong();
            tokens = Math.min(quota.burst(), tokens + (now - last) / NANOS_PER_MINUTE * perMinute);
            last = now;
            if (tokens < 1) {
                return -1;
            }
            tokens--;
            return (long) tokens;
        }
    }
}
