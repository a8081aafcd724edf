package org.aistack.kernel.jobs.internal.rest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.ws.rs.sse.OutboundSseEvent;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.jobs.internal.Watch;
import org.aistack.kernel.jobs.internal.store.Entry;

/**
 * Somebody who follows a job by server-sent events. Every event shows the whole job, so who reads slowly misses
 * intermediate states, but never the last one. The id of an event is the change it shows: a client that comes back with
 * it, to whichever server, sees what changed since.
 */
final class SseWatcher implements Watch.Watcher {

    private static final long RETRY_MILLIS = 2000;
    private static final long BEAT = TimeUnit.SECONDS.toNanos(15);
    private static final long CHECK = TimeUnit.SECONDS.toNanos(4);
    private static final long NUDGE = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final SseEventSink sink;
    private final Sse sse;
    private final long job;
    private final Function<Entry, String> json;
    private final BooleanSupplier admitted;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean broken;
    private volatile long taken = System.nanoTime();
    private long seen;
    private long sent;
    private long checked = System.nanoTime();
    private boolean opened;
    private boolean over;

    SseWatcher(
            SseEventSink sink, Sse sse, long job, long seen, Function<Entry, String> json, BooleanSupplier admitted) {
        this.sink = sink;
        this.sse = sse;
        this.job = job;
        this.seen = seen;
        this.json = json;
        this.admitted = admitted;
    }

    @Override
    public long job() {
        return job;
    }

    @Override
    public boolean look(Entry entry) {
        long now = System.nanoTime();
        if (!opened) {
            opened = true;
            send(sse.newEventBuilder()
                    .comment("open")
                    .reconnectDelay(RETRY_MILLIS)
                    .build());
        }
        if (now - checked >= CHECK) {
            checked = now;
            if (!admitted.getAsBoolean()) {
                return last(sse.newEvent("revoked", "{}"));
            }
        }
        if (!over && entry == null) {
            return last(sse.newEvent("gone", "{}"));
        }
        show(entry);
        boolean waiting = underWay.get() > 0;
        if (over && !waiting || broken || sink.isClosed() || waiting && now - taken >= PATIENCE) {
            end();
            return false;
        }
        // an event that was queued just as the container's sender went to sleep needs a successor to wake it
        if (now - sent >= BEAT || waiting && now - sent >= NUDGE) {
            send(sse.newEventBuilder().comment("beat").build());
        }
        return true;
    }

    private void show(Entry entry) {
        // the end is shown also to who has seen it, else he would wait for ever
        boolean ended = !over && entry.status().ended();
        if (ended || !over && entry.change() > seen && underWay.get() == 0) {
            seen = Math.max(seen, entry.change());
            over = ended;
            send(sse.newEventBuilder()
                    .name(ended ? "end" : "progress")
                    .id(Long.toString(entry.change()))
                    .data(String.class, json.apply(entry))
                    .build());
        }
    }

    private boolean last(OutboundSseEvent event) {
        over = true;
        send(event);
        return true;
    }

    private void send(OutboundSseEvent event) {
        if (broken || sink.isClosed()) {
            return;
        }
        sent = System.nanoTime();
        if (underWay.getAndIncrement() == 0) {
            taken = sent;
        }
        sink.send(event).whenComplete((done, failure) -> {
            taken = System.nanoTime();
            underWay.decrementAndGet();
            broken |= failure != null;
        });
    }

    @Override
    public void end() {
        if (underWay.get() == 0) {
            sink.close();
        } else {
            // closing waits for what is under way, and the watch must not wait for a slow reader
            var closer = new Thread(sink::close, "jobs-sse-close");
            closer.setDaemon(true);
            closer.start();
        }
    }
}
