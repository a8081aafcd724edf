package org.aistack.kernel.rest.internal.door;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.observe.Answered;
import org.aistack.kernel.observe.Requests;
import org.aistack.kernel.observe.Trace;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.answer.Problems;
import org.eclipse.jetty.server.Request;
import org.slf4j.MDC;

/** Every request passes here first and last: request id, plain addresses only, the headers of every answer, the count. */
public final class Door implements Filter {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int MAX_URL = 8192;

    private final Gate gate;
    private final Pseudonyms pseudonyms;
    private final RequestIds ids = new RequestIds();
    private final JettyErrors errors = new JettyErrors(ids);
    private volatile boolean installed;

    public Door(Gate gate, Pseudonyms pseudonyms) {
        this.gate = gate;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public void init(FilterConfig config) {
        // nothing to prepare
    }

    @Override
    public void destroy() {
        errors.remove();
    }

    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) in;
        HttpServletResponse response = (HttpServletResponse) out;
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            again(Call.of(request), request, response, chain);
            return;
        }
        if (!installed) {
            errors.install(request);
            installed = true;
        }
        String given = request.getHeader("X-Request-Id");
        boolean good = given != null && REQUEST_ID.matcher(given).matches();
        Trace trace = Trace.begin(good ? given : ids.next(), request.getHeader("traceparent"));
        Call call = new Call(trace, pseudonyms, request, response);
        headers(call);
        Call before = Call.bind(call);
        call.log();
        try {
            enter(call, chain);
        } catch (IOException | ServletException | RuntimeException e) {
            Problems.answer(e, call).send(response);
        } finally {
            MDC.clear();
            Call.bind(before);
            leave(call);
        }
    }

    private void enter(Call call, FilterChain chain) throws IOException, ServletException {
        HttpServletRequest request = call.request();
        String query = request.getQueryString();
        int length = request.getRequestURI().length() + (query == null ? 0 : query.length());
        if (length > MAX_URL) {
            Problems.answer(414, call).send(call.response());
        } else if (!StrictUrl.accepts(request.getRequestURI(), query)) {
            gate.requests().forEach(r -> r.rejected("bad_path"));
            Problems.answer(Problem.of(KernelError.BAD_PATH), call).send(call.response());
        } else if (!METHODS.contains(request.getMethod())) {
            Problems.answer(Problem.of(KernelError.METHOD_NOT_ALLOWED), call).send(call.response());
        } else {
            chain.doFilter(request, call.response());
        }
    }

    /** A request that comes back because its answer is written asynchronously. */
    private static void again(Call call, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Call before = Call.bind(call);
        try {
            if (call != null) {
                call.log();
            }
            chain.doFilter(request, response);
        } finally {
            MDC.clear();
            Call.bind(before);
        }
    }

    private static void headers(Call call) {
        HttpServletResponse response = call.response();
        response.setHeader("X-Request-Id", call.id());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (call.request().isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private void leave(Call call) {
        if (call.request().isAsyncStarted()) {
            call.request().getAsyncContext().addListener(new AtEnd(call));
        } else {
            done(call);
        }
    }

    private void done(Call call) {
        call.end();
        List<Requests> listeners = gate.requests();
        if (!listeners.isEmpty()) {
            Answered answered = answered(call);
            listeners.forEach(requests -> requests.answered(answered));
        }
    }

    private static Answered answered(Call call) {
        HttpServletRequest request = call.request();
        Request base = Request.getBaseRequest(request);
        return new Answered(
                METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER",
                call.route() == null ? "unmatched" : call.route(),
                call.response().getStatus(),
                call.capability(),
                call.seconds(),
                base == null ? 0 : base.getResponse().getContentCount(),
                call.user(),
                call.trace());
    }

    /** Ends a call whose answer is written by other threads. */
    private final class AtEnd implements AsyncListener {
        private final Call call;

        AtEnd(Call call) {
            this.call = call;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            done(call);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
