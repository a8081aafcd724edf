package org.aistack.kernel.observe;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which request, job or event some work belongs to: the names under which its log lines, and those of other servers it
 * asks, can be found. Every thread that works for it carries the three values in the logging context (MDC) under the
 * keys {@link #REQUEST_ID}, {@link #TRACE_ID} and {@link #SPAN_ID}, and takes them off at the end.
 *
 * @param requestId name of the request that began it, {@code [A-Za-z0-9._-]{8,64}}
 * @param traceId 32 hexadecimal digits, the same for everything that one request caused, over all servers
 * @param spanId 16 hexadecimal digits, this part of it
 */
public record Trace(String requestId, String traceId, String spanId) {

    /** Key of the request id in the logging context. */
    public static final String REQUEST_ID = "request_id";

    /** Key of the trace id in the logging context. */
    public static final String TRACE_ID = "trace_id";

    /** Key of the span id in the logging context. */
    public static final String SPAN_ID = "span_id";

    private static final int VERSION_END = 2;
    private static final int TRACE_END = VERSION_END + 1 + 32;
    private static final int SPAN_END = TRACE_END + 1 + 16;
    private static final int LENGTH = SPAN_END + 1 + 2;
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    /** A new trace of its own. */
    public static Trace begin(String requestId) {
        var random = ThreadLocalRandom.current();
        return new Trace(requestId, hex(random.nextLong(), random.nextLong() | 1), hex(random.nextLong() | 1));
    }

    /**
     * A new part of the trace that the header {@code traceparent} of a request names (W3C Trace Context), or a new trace
     * when there is none or it is malformed.
     *
     * @param traceparent may be null
     */
    public static Trace begin(String requestId, String traceparent) {
        return valid(traceparent)
                ? new Trace(requestId, traceparent.substring(VERSION_END + 1, TRACE_END), newSpan())
                : begin(requestId);
    }

    /** A new part of the same trace. */
    public Trace next() {
        return new Trace(requestId, traceId, newSpan());
    }

    /** The header {@code traceparent} for whoever is asked next. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    /** For storing it with a job or an event, at most 120 characters; {@link #of(String)} reads it. */
    public String text() {
        return traceparent() + ";" + requestId;
    }

    /** What {@link #text()} wrote; empty for anything else, also null. */
    public static Optional<Trace> of(String text) {
        if (text == null || text.length() <= LENGTH + 1 || text.charAt(LENGTH) != ';') {
            return Optional.empty();
        }
        String parent = text.substring(0, LENGTH);
        return valid(parent)
                ? Optional.of(new Trace(
                        text.substring(LENGTH + 1),
                        parent.substring(VERSION_END + 1, TRACE_END),
                        parent.substring(TRACE_END + 1, SPAN_END)))
                : Optional.empty();
    }

    /** What the logging context of a thread says; empty when it works for nothing that has a name. */
    public static Optional<Trace> of(Map<String, String> context) {
        if (context == null || context.get(TRACE_ID) == null || context.get(SPAN_ID) == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Trace(context.getOrDefault(REQUEST_ID, ""), context.get(TRACE_ID), context.get(SPAN_ID)));
    }

    private static String newSpan() {
        return hex(ThreadLocalRandom.current().nextLong() | 1);
    }

    /** Lower-case digits where they belong, ids that are not all zero, and no version that is still forbidden. */
    private static boolean valid(String header) {
        if (header == null || header.length() < LENGTH || header.length() > LENGTH && header.startsWith("00")) {
            return false;
        }
        boolean shape = header.charAt(VERSION_END) == '-'
                && header.charAt(TRACE_END) == '-'
                && header.charAt(SPAN_END) == '-'
                && (header.length() == LENGTH || header.charAt(LENGTH) == '-');
        return shape
                && digits(header, 0, VERSION_END)
                && !header.startsWith("ff")
                && digits(header, VERSION_END + 1, TRACE_END)
                && !zero(header, VERSION_END + 1, TRACE_END)
                && digits(header, TRACE_END + 1, SPAN_END)
                && !zero(header, TRACE_END + 1, SPAN_END)
                && digits(header, SPAN_END + 1, LENGTH);
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean zero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static String hex(long... numbers) {
        char[] text = new char[numbers.length * 16];
        int at = 0;
        for (long number : numbers) {
            for (int shift = 60; shift >= 0; shift -= 4) {
                text[at++] = DIGITS[(int) (number >>> shift) & 15];
            }
        }
        return new String(text);
    }
}
