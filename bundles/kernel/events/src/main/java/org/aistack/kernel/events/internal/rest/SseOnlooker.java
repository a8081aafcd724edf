package org.aistack.kernel.events.internal.rest;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.ws.rs.sse.OutboundSseEvent;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.events.internal.LiveFeed;
import org.aistack.kernel.events.internal.Onlooker;

/**
 * An onlooker behind server-sent events. What it has not taken yet is bounded; who reads too slowly is dropped and comes
 * back with the id of the last entry it saw.
 */
final class SseOnlooker implements Onlooker {

    /** Sendings under way at most. */
    static final int QUEUE = 256;

    private static final long RETRY_MILLIS = 2000;
    private static final long BEAT = TimeUnit.SECONDS.toNanos(15);
    private static final long CHECK = TimeUnit.SECONDS.toNanos(5);
    private static final long NUDGE = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    /**
     * What the onlooker wants and who it is.
     *
     * @param topics empty for all
     * @param caller at the beginning
     * @param admitted who the caller is now; empty when the sign-in is no longer good
     * @param permits may this caller see what asks for that permission
     */
    record Terms(
            Set<String> topics,
            Caller caller,
            UnaryOperator<Optional<Caller>> admitted,
            BiPredicate<Caller, String> permits) {}

    private final SseEventSink sink;
    private final Sse sse;
    private final Terms terms;
    private final LongSupplier nanos;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean started;
    private volatile boolean broken;
    private volatile long taken;
    private Caller caller;
    private long sent;
    private long checked;

    SseOnlooker(SseEventSink sink, Sse sse, Terms terms, LongSupplier nanos) {
        this.sink = sink;
        this.sse = sse;
        this.terms = terms;
        this.nanos = nanos;
        this.caller = terms.caller();
        this.sent = nanos.getAsLong();
        this.taken = sent;
        this.checked = sent;
    }

    @Override
    public boolean start(long position, boolean complete) {
        started = true;
        // an id without data: the client knows where to resume, its page hears nothing
        boolean well = send(sse.newEventBuilder()
                .id(Long.toString(position))
                .comment("open")
                .reconnectDelay(RETRY_MILLIS)
                .build());
        return well && (complete || send(event("reset", position, "{}")));
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean show(LiveFeed.Entry entry) {
        boolean wanted = terms.topics().isEmpty() || terms.topics().contains(entry.topic());
        boolean allowed =
                wanted && (entry.permission().isEmpty() || terms.permits().test(caller, entry.permission()));
        return allowed ? send(event(entry.topic(), entry.id(), entry.json())) : alive();
    }

    @Override
    public boolean beat() {
        long now = nanos.getAsLong();
        if (now - checked >= CHECK) {
            checked = now;
            Optional<Caller> admitted = terms.admitted().apply(Optional.of(caller));
            if (admitted.isEmpty()) {
                send(sse.newEvent("revoked", "{}"));
                return false;
            }
            caller = admitted.get();
        }
        boolean waiting = underWay.get() > 0;
        if (waiting && now - taken >= PATIENCE) {
            return false;
        }
        // an event that was queued just as the container's sender went to sleep needs a successor to wake it
        if (now - sent >= BEAT || waiting && now - sent >= NUDGE) {
            return send(sse.newEventBuilder().comment("beat").build());
        }
        return alive();
    }

    @Override
    public void end() {
        if (underWay.get() == 0) {
            sink.close();
        } else {
            // closing waits for what is under way, and the feed must not wait for a slow reader
            var closer = new Thread(sink::close, "events-feed-close");
            closer.setDaemon(true);
            closer.start();
        }
    }

    private OutboundSseEvent event(String name, long id, String json) {
        return sse.newEventBuilder()
                .name(name)
                .id(Long.toString(id))
                .data(String.class, json)
                .build();
    }

    private boolean send(OutboundSseEvent event) {
        if (!alive() || underWay.get() >= QUEUE) {
            return false;
        }
        sent = nanos.getAsLong();
        if (underWay.getAndIncrement() == 0) {
            taken = sent;
        }
        sink.send(event).whenComplete((done, failure) -> {
            taken = nanos.getAsLong();
            underWay.decrementAndGet();
            broken |= failure != null;
        });
        return alive();
    }

    boolean alive() {
        return !broken && !sink.isClosed();
    }
}
