package org.aistack.itests.perf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came back: latency of right answers from their intended start, of refusals apart, and every error by its kind. */
public final class Tally {

    private static final long MAX_MICROS = 120_000_000L;

    private final Histogram right = new Histogram(1, MAX_MICROS, 3);
    private final Histogram refused = new Histogram(1, MAX_MICROS, 3);
    private final Map<String, Long> errors = new TreeMap<>();
    private final int[] perSecond = new int[7_200];
    private final int[] slowest = new int[7_200];
    private long withoutRetryAfter;
    private double seconds;

    /** An answer came; {@code fault} is null when it is right. */
    synchronized void add(long nanos, String fault, double at) {
        long micros = Math.max(1, Math.min(MAX_MICROS, nanos / 1_000));
        if (fault == null) {
            right.recordValue(micros);
            int second = Math.min(perSecond.length - 1, Math.max(0, (int) at));
            perSecond[second]++;
            slowest[second] = (int) Math.max(slowest[second], micros);
        } else {
            errors.merge(fault, 1L, Long::sum);
        }
    }

    /** A refusal (429 or 503): how long after it was really sent, and whether it says when to come again. */
    synchronized void refused(long nanos, int status, boolean retryAfter) {
        refused.recordValue(Math.max(1, Math.min(MAX_MICROS, nanos / 1_000)));
        errors.merge("status " + status, 1L, Long::sum);
        if (!retryAfter) {
            withoutRetryAfter++;
        }
    }

    synchronized void error(String kind, long times) {
        if (times > 0) {
            errors.merge(kind, times, Long::sum);
        }
    }

    synchronized void ended(double after) {
        seconds = after;
    }

    public long good() {
        return right.getTotalCount();
    }

    public long refusals() {
        return refused.getTotalCount();
    }

    public long bad() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    public double seconds() {
        return seconds;
    }

    public double throughput() {
        return seconds == 0 ? 0 : good() / seconds;
    }

    public double errorRatio() {
        long all = good() + bad();
        return all == 0 ? 1 : (double) bad() / all;
    }

    /** Right answers within one second of the run. */
    public int inSecond(int second) {
        return perSecond[second];
    }

    /** Milliseconds of the slowest right answer within one second of the run. */
    public double slowestIn(int second) {
        return slowest[second] / 1e3;
    }

    /** Milliseconds; 0 when nothing was right. */
    public double percentile(double p) {
        return right.getTotalCount() == 0 ? 0 : right.getValueAtPercentile(p) / 1e3;
    }

    /** Milliseconds until a refusal. */
    public double refusedPercentile(double p) {
        return refused.getTotalCount() == 0 ? 0 : refused.getValueAtPercentile(p) / 1e3;
    }

    public long withoutRetryAfter() {
        return withoutRetryAfter;
    }

    public Map<String, Long> errors() {
        return errors;
    }

    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", Numbers.round(seconds, 2));
        json.put("right", good());
        json.put("wrong", bad());
        json.put("throughput", Numbers.round(throughput(), 1));
        Map<String, Object> ms = new LinkedHashMap<>();
        ms.put("p50", percentile(50));
        ms.put("p90", percentile(90));
        ms.put("p99", percentile(99));
        ms.put("p99.9", percentile(99.9));
        ms.put("max", percentile(100));
        json.put("latency_ms", ms);
        if (refusals() > 0) {
            json.put(
                    "refused",
                    Map.of(
                            "count",
                            refusals(),
                            "p50_ms",
                            refusedPercentile(50),
                            "p99_ms",
                            refusedPercentile(99),
                            "without_retry_after",
                            withoutRetryAfter));
        }
        json.put("errors", errors);
        return json;
    }
}
