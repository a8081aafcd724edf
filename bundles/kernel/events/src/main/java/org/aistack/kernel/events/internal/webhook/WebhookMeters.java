package org.aistack.kernel.events.internal.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.events.internal.webhook.store.Parcel;
import org.aistack.kernel.events.internal.webhook.store.ParcelTable;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric of webhooks. */
@Component(service = WebhookMeters.class)
public final class WebhookMeters {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final WebhookTables tables;
    private final Clock clock;
    private final Meters.Counter deliveries;
    private final Meters.Timer duration;
    private ParcelTable.Standing standing = new ParcelTable.Standing(Map.of(), null);
    private long read = System.nanoTime() - FRESH;

    @Activate
    public WebhookMeters(@Reference Meters meters, @Reference WebhookTables tables, @Reference Clock clock) {
        this.tables = tables;
        this.clock = clock;
        deliveries = meters.counter(
                "webhook_deliveries_total",
                "按结果统计的 Webhook 投递尝试次数 · Tries to deliver by what became of them.",
                "result");
        for (Parcel.Status result : Parcel.Status.values()) {
            if (result != Parcel.Status.PENDING) {
                deliveries.add(0, label(result));
            }
        }
        duration = meters.timer("webhook_delivery_duration_seconds", "Webhook 接收方用时 · How long receivers took.");
        meters.gauge(
                "webhook_pending",
                "既未送达也未放弃的 Webhook 投递数 · Deliveries that are neither delivered nor dead.",
                () -> count(Parcel.Status.PENDING) + count(Parcel.Status.FAILED));
        meters.gauge(
                "webhook_dead",
                "最终失败的 Webhook 投递数 · Deliveries that failed to the end.",
                () -> count(Parcel.Status.DEAD));
        meters.gauge(
                "webhook_oldest_pending_seconds",
                "最早一条待投递 Webhook 的等待时间 · Age of the oldest delivery to be made.",
                this::oldest);
    }

    void tried(Parcel.Outcome outcome) {
        deliveries.add(label(outcome.status()));
        duration.record(outcome.durationMs() / 1000.0);
    }

    private double count(Parcel.Status status) {
        return standing().counts().getOrDefault(status, 0L);
    }

    private double oldest() {
        var oldest = standing().oldestOpen();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    private synchronized ParcelTable.Standing standing() {
        if (System.nanoTime() - read >= FRESH) {
            standing = tables.parcels().standing();
            read = System.nanoTime();
        }
        return standing;
    }

    private static String label(Parcel.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
