package org.aistack.kernel.rest.internal.door;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.observe.Requests;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.admit.Body;
import org.aistack.kernel.rest.internal.admit.Lane;
import org.aistack.kernel.rest.internal.admit.Lanes;
import org.aistack.kernel.rest.internal.admit.Ticket;
import org.aistack.kernel.rest.internal.answer.Problems;
import org.aistack.kernel.rest.internal.guard.Arrival;
import org.aistack.kernel.rest.internal.guard.Sizes;
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

    /**
     * What the servlet asks on the way.
     *
     * @param arrival who asks, and how often
     * @param lanes how much at once
     * @param sizes which bodies are read as a whole
     * @param bodyMillis how long such a body may take
     */
    public record Entry(Arrival arrival, Lanes lanes, Sizes sizes, long bodyMillis) {}

    private final transient Gate gate;
    private final transient Routes routes;
    private final transient Document document;
    private final transient Filter door;
    private final transient Entry entry;

    public ApiServlet(Gate gate, Routes routes, Document document, Filter door, Entry entry) {
        this.door = door;
        this.gate = gate;
        this.routes = routes;
        this.document = document;
        this.entry = entry;
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
        Call call = Call.of(request);
        try {
            if (request.getDispatcherType() == DispatcherType.ASYNC) {
                again(call, request, response);
            } else {
                begin(call, request.getRequestURI());
            }
        } catch (Problem problem) {
            if (problem.code() == KernelError.REPLACED) {
                rejected("replaced");
            }
            Problems.answer(problem, call).send(response);
        }
    }

    /** A request whose body has come, whose turn it is, or whose answer goes on. */
    private void again(Call call, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Body body = Body.of(request);
        Ticket ticket = Ticket.of(request);
        if (body != null) {
            body.take(call::arrived, () -> refuse("slow", Problem.of(KernelError.TOO_SLOW)));
            admit(call, request.getRequestURI());
        } else if (ticket != null && ticket.granted()) {
            work(call, ticket.lane());
        } else if (ticket != null) {
            refuse("deadline", overloaded());
        } else if (request.getAttribute(ENDPOINT) instanceof Endpoint endpoint) {
            // an answer that was begun is finished by the version that began it
            endpoint.invoke(getServletConfig(), request, response);
        }
    }

    private void begin(Call call, String path) throws IOException {
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
            entry.arrival().identify(call);
            admit(call, path);
        }
    }

    /** Lets the request in when it has arrived as a whole and there is room in its lane. */
    private void admit(Call call, String path) throws IOException {
        Endpoint endpoint = find(call, path);
        try {
            if (slow(call)) {
                Body.read(call.request(), (int) entry.sizes().json(), entry.bodyMillis());
                return;
            }
            Lane lane = entry.lanes().of(path, endpoint.capability());
            switch (lane.enter(new Ticket(call.request(), lane))) {
                case RUN -> run(call, endpoint, lane);
                case REFUSE -> refuse("admission", overloaded());
                default -> {
                    // it comes back as a dispatch, perhaps to a newer version
                }
            }
        } finally {
            endpoint.leave();
        }
    }

    private boolean slow(Call call) throws IOException {
        HttpServletRequest request = call.request();
        long length = request.getContentLengthLong();
        boolean some = length > 0 || length < 0 && request.getHeader("Transfer-Encoding") != null;
        return some
                && length <= entry.sizes().json()
                && call.arrived().isEmpty()
                && Sizes.small(request)
                && !Body.here(request);
    }

    /** Runs a request that has waited. */
    private void work(Call call, Lane lane) throws IOException {
        Endpoint endpoint;
        try {
            endpoint = find(call, call.request().getRequestURI());
        } catch (Problem e) {
            lane.leave(System.nanoTime());
            throw e;
        }
        try {
            run(call, endpoint, lane);
        } finally {
            endpoint.leave();
        }
    }

    private Endpoint find(Call call, String path) {
        Endpoint endpoint = routes.find(path);
        call.asked(endpoint.capability(), endpoint.prefix());
        call.partial(endpoint.site().partial());
        return endpoint;
    }

    private void run(Call call, Endpoint endpoint, Lane lane) throws IOException {
        long start = System.nanoTime();
        active(endpoint, 1);
        try {
            call.request().setAttribute(ENDPOINT, endpoint);
            endpoint.invoke(getServletConfig(), call.request(), call.response());
        } finally {
            active(endpoint, -1);
            lane.leave(start);
        }
    }

    private void active(Endpoint endpoint, int change) {
        for (Requests requests : gate.requests()) {
            requests.active(endpoint.capability(), change);
        }
    }

    private void refuse(String reason, Problem problem) {
        rejected(reason);
        throw problem;
    }

    private void rejected(String reason) {
        gate.requests().forEach(r -> r.rejected(reason));
    }

    /** With a moment of its own for each client, so that they do not all come back at once. */
    private static Problem overloaded() {
        return Problem.of(KernelError.OVERLOADED)
                .retryAfter(Duration.ofSeconds(1 + ThreadLocalRandom.current().nextInt(5)));
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
