package org.aistack.itests.perf;

/**
 * When requests start. In an open plan by the clock, whether or not earlier answers came; in a closed one as soon as a
 * connection is free, which is good for throughput and cost only, never for latency.
 *
 * @param rate requests per second; 0 for a closed plan
 * @param seconds how long
 * @param connections kept alive
 * @param limit unanswered requests at most; what would be more is counted as {@code not sent}
 */
public record Plan(double rate, double seconds, int connections, int limit) {

    static Plan open(double rate, double seconds, int connections) {
        return new Plan(rate, seconds, connections, Math.max(20_000, (int) (rate * 4)));
    }

    static Plan closed(double seconds, int connections) {
        return new Plan(0, seconds, connections, connections);
    }

    boolean closed() {
        return rate == 0;
    }

    /** Nanoseconds from the beginning at which request {@code n} is due. */
    long due(long n) {
        return closed() ? 0 : (long) (n * 1e9 / rate);
    }

    long nanos() {
        return (long) (seconds * 1e9);
    }

    /** How a generator sends a plan's requests. */
    @FunctionalInterface
    interface Generator {
        /** Returns when all answers have come, or 10 s after the last request. */
        Tally run(Plan plan, Source source);
    }

    /** Makes the requests, in order; called by one thread. */
    @FunctionalInterface
    interface Source {
        Shot next(long n);
    }
}
