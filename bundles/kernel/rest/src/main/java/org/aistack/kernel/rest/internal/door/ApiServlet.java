package org.aistack.kernel.rest.internal.door;

import java.io.IOException;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.answer.Problems;
import org.aistack.kernel.rest.internal.publish.Endpoint;
import org.aistack.kernel.rest.internal.publish.Routes;

/** Finds the capability a request is for, or says why there is none. */
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String ENDPOINT = "aistack.endpoint";

    /** Whoever watches the server must hear that it lives, also while nobody can be authenticated. */
    private static final String HEALTH = "/health/";

    /** Writes the description of all routes. */
    @FunctionalInterface
    public interface Document {
        byte[] json();
    }

    private final transient Gate gate;
    private final transient Routes routes;
    private final transient Document document;
    private final transient Filter door;

    public ApiServlet(Gate gate, Routes routes, Document document, Filter door) {
        this.door = door;
        this.gate = gate;
        this.routes = routes;
        this.document = document;
    }

    /**
     * A request that arrives while the filter is being added may come past it, and the web server remembers that way for
     * the address. So the servlet sends through the door whatever did not come through it.
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST && Call.of(request) == null) {
            door.doFilter(request, response, (q, s) -> inside((HttpServletRequest) q, (HttpServletResponse) s));
        } else {
            inside(request, response);
        }
    }

    private void inside(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // an answer that was begun is finished by the version that began it
            if (request.getAttribute(ENDPOINT) instanceof Endpoint endpoint) {
                endpoint.invoke(getServletConfig(), request, response);
            }
            return;
        }
        Call call = Call.of(request);
        try {
            serve(call, request.getRequestURI());
        } catch (Problem problem) {
            Problems.answer(problem, call).send(response);
        }
    }

    private void serve(Call call, String path) throws IOException {
        if (path.equals("/")) {
            redirect(call);
        } else if (path.equals("/openapi.json")) {
            describe(call);
        } else if (!path.startsWith(HEALTH) && !gate.opens(routes.waitMillis())) {
            call.asked("rest", "kernel");
            throw Problem.of(KernelError.UNAVAILABLE);
        } else if (path.endsWith("/")) {
            throw Problem.of(KernelError.NOT_FOUND);
        } else {
            Endpoint endpoint = routes.find(path);
            call.asked(endpoint.capability(), endpoint.prefix());
            call.partial(endpoint.site().partial());
            try {
                run(call, endpoint);
            } finally {
                endpoint.leave();
            }
        }
    }

    private void run(Call call, Endpoint endpoint) throws IOException {
        if (endpoint.running() > routes.maxInFlight()) {
            gate.requests().forEach(r -> r.rejected("admission"));
            throw Problem.of(KernelError.UNAVAILABLE);
        }
        gate.requests().forEach(r -> r.active(endpoint.capability(), 1));
        try {
            call.request().setAttribute(ENDPOINT, endpoint);
            endpoint.invoke(getServletConfig(), call.request(), call.response());
        } finally {
            gate.requests().forEach(r -> r.active(endpoint.capability(), -1));
        }
    }

    private static void redirect(Call call) {
        call.asked("rest", "kernel");
        call.route("/");
        readOnly(call);
        call.response().setStatus(HttpServletResponse.SC_SEE_OTHER);
        call.response().setHeader("Location", "/ui/");
    }

    private void describe(Call call) throws IOException {
        call.asked("rest", "kernel");
        call.route("/openapi.json");
        readOnly(call);
        byte[] json = document.json();
        call.response().setContentType("application/json");
        call.response().setHeader("Cache-Control", "no-cache");
        call.response().setContentLength(json.length);
        call.response().getOutputStream().write(json);
    }

    private static void readOnly(Call call) {
        String method = call.request().getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw Problem.of(KernelError.METHOD_NOT_ALLOWED);
        }
    }
}
