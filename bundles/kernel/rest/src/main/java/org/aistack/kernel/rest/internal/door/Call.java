package org.aistack.kernel.rest.internal.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.observe.Trace;
import org.slf4j.MDC;

/** What is known about one request, from the door to the last byte. */
public final class Call {

    private static final String KEY = "aistack.call";
    private static final String NONE = "none";
    private static final String CAPABILITY = "capability";
    private static final String USER = "user";
    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    private final Trace trace;
    private final Pseudonyms pseudonyms;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final long start = System.nanoTime();
    private final List<Runnable> ends = new ArrayList<>();
    private String capability = NONE;
    private String prefix = "kernel";
    private String route;
    private boolean credential;
    private boolean partial;
    private Caller caller = Caller.ANONYMOUS;
    private String user = "";
    private byte[] body;
    private byte[] arrived;

    public Call(Trace trace, Pseudonyms pseudonyms, HttpServletRequest request, HttpServletResponse response) {
        this.trace = trace;
        this.pseudonyms = pseudonyms;
        this.request = request;
        this.response = response;
        request.setAttribute(KEY, this);
    }

    /** The call this thread works for. */
    public static Optional<Call> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The call of a request that came through the door. */
    public static Call of(HttpServletRequest request) {
        return (Call) request.getAttribute(KEY);
    }

    /** Binds the call to this thread, or with null nothing; returns what was bound before. */
    static Call bind(Call call) {
        Call before = CURRENT.get();
        if (call == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(call);
        }
        return before;
    }

    public String id() {
        return trace.requestId();
    }

    /** The names of what this request belongs to. */
    public Trace trace() {
        return trace;
    }

    /** Lets the log lines of this thread say what they belong to. */
    void log() {
        MDC.put(Trace.REQUEST_ID, trace.requestId());
        MDC.put(Trace.TRACE_ID, trace.traceId());
        MDC.put(Trace.SPAN_ID, trace.spanId());
        if (!capability.equals(NONE)) {
            MDC.put(CAPABILITY, capability);
        }
        if (!user.isEmpty()) {
            MDC.put(USER, user);
        }
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    /** English when the client prefers it to Chinese, else Chinese. */
    public Locale locale() {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        for (var wanted = request.getLocales(); wanted.hasMoreElements(); ) {
            String language = wanted.nextElement().getLanguage();
            if ("zh".equals(language)) {
                return Locale.SIMPLIFIED_CHINESE;
            }
            if ("en".equals(language)) {
                return Locale.ENGLISH;
            }
        }
        return Locale.SIMPLIFIED_CHINESE;
    }

    /**
     * Says who was asked.
     *
     * @param capability id for metrics
     * @param prefix of the codes of shared checks
     */
    public void asked(String capability, String prefix) {
        this.capability = capability;
        this.prefix = prefix;
        MDC.put(CAPABILITY, capability);
    }

    public String capability() {
        return capability;
    }

    public String prefix() {
        return prefix;
    }

    /** Template of the matched route; null when none was found (yet). */
    public String route() {
        return route;
    }

    public void route(String template) {
        this.route = template;
    }

    /** Whether the asked capability may have routes that are not there yet. */
    public boolean partial() {
        return partial;
    }

    void partial(boolean more) {
        this.partial = more;
    }

    /** Whether the client sent a credential, valid or not. */
    public boolean credential() {
        return credential;
    }

    public void caller(Caller known, boolean withCredential) {
        this.caller = known;
        this.credential = withCredential;
        if (!known.id().isEmpty()) {
            user = pseudonyms.of(known.id());
            MDC.put(USER, user);
        }
    }

    /** The caller as logs know it; empty when nobody signed in. */
    public String user() {
        return user;
    }

    public Caller caller() {
        return caller;
    }

    /** The body's bytes, or whatever stands for them; empty when nothing was read. */
    public Optional<byte[]> body() {
        return Optional.ofNullable(body);
    }

    public void body(byte[] bytes) {
        this.body = bytes;
    }

    /** The body of a client that sent slowly, read before the request was let in; empty when it lies in the stream. */
    public Optional<byte[]> arrived() {
        return Optional.ofNullable(arrived);
    }

    void arrived(byte[] bytes) {
        this.arrived = bytes;
    }

    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Runs {@code action} when the request has ended. */
    public void atEnd(Runnable action) {
        ends.add(action);
    }

    void end() {
        ends.forEach(Runnable::run);
        ends.clear();
    }
}
