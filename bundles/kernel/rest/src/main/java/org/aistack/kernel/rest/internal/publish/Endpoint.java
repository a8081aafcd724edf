package org.aistack.kernel.rest.internal.publish;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.ServletConfig;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.osgi.framework.Bundle;

/** The published resources of one bundle below one base. */
public final class Endpoint {

    /** Where CXF looks for the part of the address that is not matched. */
    private static final String ADDRESS = "org.apache.cxf.transport.endpoint.address";

    private static final ThreadLocal<Endpoint> HERE = new ThreadLocal<>();

    private static final AtomicLong COUNT = new AtomicLong();

    private final long number = COUNT.incrementAndGet();
    private final Site site;
    private final Server server;
    private int running;
    private boolean closed;

    /**
     * What an endpoint stands for.
     *
     * @param bundle whose resources these are; null outside OSGi
     * @param capability its id
     * @param prefix of the codes of shared checks
     * @param base address of all its resources
     * @param prefixes addresses that lead here
     * @param types resource classes
     * @param partial whether the bundle has more resources that still wait for something
     */
    public record Site(
            Bundle bundle,
            String capability,
            String prefix,
            String base,
            Set<String> prefixes,
            List<Class<?>> types,
            boolean partial) {}

    Endpoint(Site site, Server server) {
        this.site = site;
        this.server = server;
    }

    /** No other endpoint has it, before or after. */
    public long number() {
        return number;
    }

    public Site site() {
        return site;
    }

    public String capability() {
        return site.capability();
    }

    public String prefix() {
        return site.prefix();
    }

    /** Registers a request; false when the endpoint is about to go. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        running++;
        return true;
    }

    public synchronized void leave() {
        running--;
        notifyAll();
    }

    public void invoke(ServletConfig config, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(ADDRESS, site.base().isEmpty() ? "/" : site.base());
        Endpoint before = HERE.get();
        HERE.set(this);
        try {
            ((AbstractHTTPDestination) server.getDestination())
                    .invoke(config, config.getServletContext(), request, response);
        } finally {
            if (before == null) {
                HERE.remove();
            } else {
                HERE.set(before);
            }
        }
    }

    /** Lets nobody in any more, waits for those inside (but never for itself) and ends the server. */
    void close(long drainMillis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(drainMillis);
        int self = HERE.get() == this ? 1 : 0;
        synchronized (this) {
            closed = true;
            long left;
            while (running > self && (left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) > 0) {
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
        }
        server.destroy();
    }
}
