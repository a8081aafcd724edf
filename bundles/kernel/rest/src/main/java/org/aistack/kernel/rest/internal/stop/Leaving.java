package org.aistack.kernel.rest.internal.stop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.osgi.service.component.annotations.Component;

/** The way out for requests: counts those inside, says when no new ones should be sent, and lets the last ones end. */
@Component(
        service = {Filter.class, Leaving.class},
        property = {
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.name=leaving",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "service.ranking:Integer=2000"
        })
public final class Leaving implements Filter {

    private static final String READY = "/health/ready";
    private static final String STREAM = "text/event-stream";
    private static final byte[] DOWN = "{\"status\":\"down\"}".getBytes(StandardCharsets.UTF_8);

    private int inside;
    private boolean closed;
    private volatile boolean leaving;
    private volatile Server server;

    @Override
    public void init(FilterConfig config) {
        // nothing to prepare
    }

    @Override
    public void destroy() {
        // nothing to give back
    }

    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) in;
        HttpServletResponse response = (HttpServletResponse) out;
        learn(request);
        if (leaving && request.getRequestURI().equals(READY)) {
            down(response);
            return;
        }
        if (enter()) {
            response.setHeader("Connection", "close");
        }
        try {
            chain.doFilter(request, response);
        } finally {
            leave(request, response);
        }
    }

    private void learn(HttpServletRequest request) {
        if (server == null) {
            Request base = Request.getBaseRequest(request);
            if (base != null && base.getHttpChannel() != null) {
                server = base.getHttpChannel().getServer();
            }
        }
    }

    private static void down(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(DOWN.length);
        response.getOutputStream().write(DOWN);
    }

    /** Whether this connection ends with the answer. */
    private synchronized boolean enter() {
        inside++;
        return closed;
    }

    private void leave(HttpServletRequest request, HttpServletResponse response) {
        String type = response.getContentType();
        // a stream never ends by itself: whoever writes it closes it, and its reader comes back with the last id
        if (request.isAsyncStarted() && (type == null || !type.startsWith(STREAM))) {
            request.getAsyncContext().addListener(new AtEnd());
        } else {
            left();
        }
    }

    private synchronized void left() {
        inside--;
        notifyAll();
    }

    /** From now on {@code /health/ready} answers 503, so that nobody sends new requests here. */
    void announce() {
        leaving = true;
    }

    /**
     * Takes no more connections and waits until nobody is inside.
     *
     * @return how many were still inside after {@code seconds}
     */
    int close(int seconds) throws InterruptedException {
        Server known = server;
        if (known != null) {
            for (Connector connector : known.getConnectors()) {
                connector.shutdown();
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        synchronized (this) {
            closed = true;
            long left;
            while (inside > 0 && (left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) > 0) {
                wait(left);
            }
            return inside;
        }
    }

    /** Ends the count of a request whose answer others write. */
    private final class AtEnd implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            left();
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
