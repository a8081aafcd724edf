package org.aistack.kernel.events.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.events.internal.store.Outbox;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric of the relay and the live feed. */
@Component(service = EventsMeters.class)
public final class EventsMeters {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final RelayTables tables;
    private final Clock clock;
    private final Meters.Counter delivered;
    private volatile Relay relay;
    private Pending pending = new Pending(0, 0);
    private long read = System.nanoTime() - FRESH;

    private record Pending(long events, double oldestSeconds) {}

    @Activate
    public EventsMeters(@Reference Meters meters, @Reference RelayTables tables, @Reference Clock clock) {
        this.tables = tables;
        this.clock = clock;
        delivered = meters.counter(
                "events_delivered_total",
                "按订阅者和结果统计的事件数 · Events by what became of them at a subscriber.",
                "subscriber",
                "result");
        meters.gauges(
                "events_parked", "订阅者无法处理而搁置的事件数 · Events a subscriber could not digest.", "subscriber", this::parked);
        meters.gauge("outbox_pending", "待送达的事件数 · Deliveries that are still to be made.", () -> pending()
                .events());
        meters.gauge(
                "outbox_oldest_pending_seconds",
                "最早一条待送达事件的等待时间 · Age of the oldest event that is still to be delivered.",
                () -> pending().oldestSeconds());
    }

    /** From now on the lanes of this relay are measured; null for none. */
    void watch(Relay running) {
        relay = running;
    }

    /** A subscriber is there: its counters start at 0. */
    void begin(String subscriber) {
        for (Lane.Result result : Lane.Result.values()) {
            delivered.add(0, subscriber, label(result));
        }
    }

    void count(String subscriber, Lane.Result result) {
        delivered.add(subscriber, label(result));
    }

    private Map<String, Long> parked() {
        Map<String, Long> parked = new HashMap<>();
        Relay running = relay;
        if (running != null) {
            running.lanes().forEach(lane -> parked.put(lane.delivery().name(), 0L));
        }
        parked.putAll(tables.parking().counts());
        return parked;
    }

    private synchronized Pending pending() {
        if (System.nanoTime() - read >= FRESH) {
            pending = measure();
            read = System.nanoTime();
        }
        return pending;
    }

    private Pending measure() {
        Relay running = relay;
        if (running == null) {
            return new Pending(0, 0);
        }
        long head = tables.outbox().head();
        long events = 0;
        double oldest = 0;
        Map<String, Long> known = new HashMap<>();
        tables.positions().all().forEach(one -> known.put(one.subscriber(), one.position()));
        for (Lane lane : running.lanes()) {
            long position = lane.working()
                    ? lane.position()
                    : known.getOrDefault(lane.delivery().name(), 0L);
            if (position < head) {
                Outbox.Backlog backlog =
                        tables.outbox().backlog(position, lane.delivery().topic());
                events += backlog.events();
                oldest = Math.max(oldest, age(backlog));
            }
        }
        return new Pending(events, oldest);
    }

    private double age(Outbox.Backlog backlog) {
        return backlog.oldest() == null
                ? 0
                : Math.max(
                        0, Duration.between(backlog.oldest(), clock.instant()).toMillis() / 1000.0);
    }

    private static String label(Lane.Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
