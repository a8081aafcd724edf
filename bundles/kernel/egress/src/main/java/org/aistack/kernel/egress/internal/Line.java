package org.aistack.kernel.egress.internal;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.aistack.kernel.Code;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.EgressError;

/**
 * Calls one server: judged, when the breaker lets it, in the bounds of its places, again while that is harmless and
 * within the budget.
 */
final class Line {

    private static final Set<Integer> TROUBLE = Set.of(502, 503, 504);
    private static final Set<Code> AGAIN = Set.of(EgressError.EGRESS_UNREACHABLE, EgressError.EGRESS_TIMEOUT);
    private static final int TRIES = 3;
    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long PLACE_WAIT = TimeUnit.SECONDS.toNanos(1);

    private final Policy policy;
    private final Targets targets;
    private final Names names;
    private final Transport transport;
    private final EgressMeters meters;
    private final LongSupplier nanos;

    Line(Policy policy, Targets targets, Names names, Transport transport, EgressMeters meters, LongSupplier nanos) {
        this.policy = policy;
        this.targets = targets;
        this.names = names;
        this.transport = transport;
        this.meters = meters;
        this.nanos = nanos;
    }

    /** The answer of the server; the last one when it was asked several times. */
    Transport.Response call(Target target, Transport.Request request, boolean repeatable, long end) {
        policy.judge(target);
        Targets.Known known = targets.of(target);
        known.budget().called();
        for (int tries = 1; ; tries++) {
            Transport.Response answer = null;
            Problem failure = null;
            try {
                answer = once(target, known, request, end);
                if (!TROUBLE.contains(answer.status())) {
                    return answer;
                }
            } catch (Problem e) {
                failure = e;
            }
            boolean again = repeatable
                    && tries < TRIES
                    && (failure == null || AGAIN.contains(failure.code()))
                    && pause(tries, end)
                    && known.budget().spend();
            if (!again) {
                if (failure != null) {
                    throw failure;
                }
                return answer;
            }
            meters.retried();
        }
    }

    private Transport.Response once(Target target, Targets.Known known, Transport.Request request, long end) {
        if (!known.breaker().admit(nanos.getAsLong())) {
            throw Problem.of(EgressError.EGRESS_SUSPENDED)
                    .retryAfter(java.time.Duration.ofNanos(
                            Math.max(1, known.breaker().suspendedFor(nanos.getAsLong()))));
        }
        if (!place(known, end)) {
            throw Problem.of(EgressError.EGRESS_BUSY);
        }
        try {
            List<InetAddress> addresses = names.of(target.host(), left(end));
            policy.judge(target, addresses);
            Transport.Response answer = transport.exchange(target, addresses, request, left(end));
            if (TROUBLE.contains(answer.status())) {
                known.breaker().troubled(nanos.getAsLong());
            } else {
                known.breaker().succeeded();
            }
            return answer;
        } catch (Problem e) {
            if (AGAIN.contains(e.code())) {
                known.breaker().failed(nanos.getAsLong());
            } else if (e.code() == EgressError.EGRESS_TOO_LARGE) {
                known.breaker().succeeded();
            }
            throw e;
        } finally {
            known.places().release();
        }
    }

    private boolean place(Targets.Known known, long end) {
        try {
            return known.places().tryAcquire(Math.min(PLACE_WAIT, left(end)), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits before another try, longer each time and never in step with others; false when there is no time left. */
    private boolean pause(int tries, long end) {
        long base = FIRST_WAIT << tries - 1;
        long wait = base / 2 + ThreadLocalRandom.current().nextLong(base);
        if (end - nanos.getAsLong() <= wait) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long left(long end) {
        long left = end - nanos.getAsLong();
        if (left <= 0) {
            throw Problem.of(EgressError.EGRESS_TIMEOUT);
        }
        return left;
    }
}
