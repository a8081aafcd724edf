package org.aistack.kernel.rest.internal.admit;

import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;

/** A request that waits for its turn without holding a thread. It comes back as an asynchronous dispatch. */
public final class Ticket implements AsyncListener {

    private static final String KEY = "aistack.ticket";
    private static final long GRACE_MILLIS = 250;

    private final HttpServletRequest request;
    private final Lane lane;
    private AsyncContext context;
    private long queuedAt;
    private boolean called;
    private volatile boolean granted;

    public Ticket(HttpServletRequest request, Lane lane) {
        this.request = request;
        this.lane = lane;
    }

    /** The ticket a request comes back with, once; null when it has none. */
    public static Ticket of(HttpServletRequest request) {
        Object ticket = request.getAttribute(KEY);
        request.removeAttribute(KEY);
        return (Ticket) ticket;
    }

    /** Lets go of the thread; the lane does so when there is no room at the moment. */
    void suspend(long now) {
        queuedAt = now;
        context = request.startAsync();
        // the lane's budget ends first whenever requests end at all; this is for a lane that stands still
        context.setTimeout(lane.budgetMillis() + GRACE_MILLIS);
        context.addListener(this);
        request.setAttribute(KEY, this);
    }

    long queuedAt() {
        return queuedAt;
    }

    /** Whether the request may run now: it has a place in its lane then. */
    public boolean granted() {
        return granted;
    }

    public Lane lane() {
        return lane;
    }

    boolean take(boolean inTime) {
        granted = inTime;
        return inTime;
    }

    /**
     * Sends the request back to the servlet, once. False when it cannot go at this moment: it has ended, or its time is
     * over and the web server is about to say so; a place in the lane is not used then.
     */
    synchronized boolean ready() {
        if (called) {
            return true;
        }
        try {
            context.dispatch();
            called = true;
        } catch (IllegalStateException e) {
            granted = false;
        }
        return called;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        lane.expire(this);
        ready();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // whoever serves it knows
    }

    @Override
    public void onError(AsyncEvent event) {
        // it comes back, or is completed by the web server
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // its answer is written by other threads now
    }
}
