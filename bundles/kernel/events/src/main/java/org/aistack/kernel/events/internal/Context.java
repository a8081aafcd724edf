package org.aistack.kernel.events.internal;

import java.util.Map;
import java.util.concurrent.Callable;
import org.aistack.kernel.observe.Trace;
import org.slf4j.MDC;

/** Lets log lines, and whom is asked, say what some work belongs to. */
public final class Context {

    private Context() {}

    /**
     * Works as a part of what an event was told in.
     *
     * @param trace of the event as text; null when it is not known
     */
    public static <T> T of(String trace, Callable<T> work) throws Exception {
        Map<String, String> before = MDC.getCopyOfContextMap();
        Trace.of(trace).map(Trace::next).ifPresent(Context::put);
        try {
            return work.call();
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }

    private static void put(Trace trace) {
        MDC.put(Trace.REQUEST_ID, trace.requestId());
        MDC.put(Trace.TRACE_ID, trace.traceId());
        MDC.put(Trace.SPAN_ID, trace.spanId());
    }
}
