package org.aistack.kernel.rest.internal.door;

import java.io.IOException;
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
import org.aistack.kernel.observe.Requests;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.answer.Problems;
import org.slf4j.MDC;

/** Every request passes here first and last: request id, plain addresses only, the headers of every answer, the count. */
public final class Door implements Filter {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int MAX_URL = 8192;
    private static final String MDC_KEY = "request_id";

    private final Gate gate;
    private final RequestIds ids = new RequestIds();
    private final JettyErrors errors = new JettyErrors(ids);
    private volatile boolean installed;

    public Door(Gate gate) {
        this.gate = gate;
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
        Call call = new Call(good ? given : ids.next(), request, response);
        headers(call);
        Call before = Call.bind(call);
        MDC.put(MDC_KEY, call.id());
        try {
            enter(call, chain);
        } catch (IOException | ServletException | RuntimeException e) {
            Problems.answer(e, call).send(response);
        } finally {
            MDC.remove(MDC_KEY);
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
                MDC.put(MDC_KEY, call.id());
            }
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_KEY);
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
        String method =
                METHODS.contains(call.request().getMethod()) ? call.request().getMethod() : "OTHER";
        String route = call.route() == null ? "unmatched" : call.route();
        for (Requests requests : gate.requests()) {
            requests.record(method, route, call.response().getStatus(), call.capability(), call.seconds());
        }
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
