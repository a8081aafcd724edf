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
import org.aistack.kernel.events.internal.FactFeed;
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
     * @param facts the last durable event it has seen, as a position of the outbox
     * @param caller at the beginning
     * @param admitted who the caller is now; empty when the sign-in is no longer good
     * @param permits may this caller see what asks for that permission
     */
    record Terms(
            Set<String> topics,
            long facts,
            Caller caller,
            UnaryOperator<Optional<Caller>> admitted,
            BiPredicate<Caller, String> permits) {

        boolean wants(String topic) {
            return topics.isEmpty() || topics.contains(topic);
        }

        /** Nothing but durable events: then their positions alone are the ids. */
        boolean factsOnly() {
            return topics.equals(Set.of(FactFeed.TOPIC));
        }
    }

    private final SseEventSink sink;
    private final Sse sse;
    private final Terms terms;
    private final LongSupplier nanos;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean started;
    private volatile boolean broken;
    private volatile long taken;
    private volatile long facts;
    private long entry;
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
        this.facts = terms.wants(FactFeed.TOPIC) ? terms.facts() : -1;
    }

    @Override
    public boolean start(long position, boolean complete) {
        entry = position;
        started = true;
        // an id without data: the client knows where to resume, its page hears nothing
        boolean well = send(sse.newEventBuilder()
                .id(id())
                .comment("open")
                .reconnectDelay(RETRY_MILLIS)
                .build());
        return well && (complete || send(event("reset", "{}")));
    }

    /** Where to go on: the last durable event and the last other entry that were shown. */
    private String id() {
        if (facts < 0) {
            return Long.toString(entry);
        }
        return terms.factsOnly() ? Long.toString(facts) : facts + "-" + entry;
    }

    @Override
    public long facts() {
        return facts;
    }

    @Override
    public int room() {
        return QUEUE - underWay.get();
    }

    @Override
    public boolean forgotten(long position) {
        facts = position;
        return send(event("reset", "{}"));
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean show(LiveFeed.Entry shown) {
        boolean allowed = terms.wants(shown.topic())
                && (shown.permission().isEmpty() || terms.permits().test(caller, shown.permission()));
        if (shown.position() > 0) {
            facts = shown.position();
        } else {
            entry = shown.id();
        }
        return allowed ? send(event(shown.topic(), shown.json())) : alive();
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

    private OutboundSseEvent event(String name, String json) {
        return sse.newEventBuilder()
                .name(name)
                .id(id())
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
