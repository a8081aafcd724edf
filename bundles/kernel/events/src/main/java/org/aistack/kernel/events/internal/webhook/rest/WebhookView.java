package org.aistack.kernel.events.internal.webhook.rest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aistack.kernel.Id;
import org.aistack.kernel.events.internal.webhook.store.Hook;
import org.aistack.kernel.events.internal.webhook.store.Parcel;
import org.aistack.kernel.rest.Versioned;

/**
 * A webhook.
 *
 * @param inactiveReason why the server has deactivated it, {@code gone} or {@code failing}; null otherwise
 * @param position everything up to here was made into deliveries
 * @param failingSince when the first of an unbroken row of failures was
 * @param deliveries how many there are by status
 * @param secret what deliveries are signed with: shown once, when it is created; null afterwards
 * @param revision of the document
 */
public record WebhookView(
        String id,
        String url,
        List<String> topics,
        String description,
        boolean active,
        String inactiveReason,
        String createdBy,
        Instant createdAt,
        Instant changedAt,
        long position,
        Instant failingSince,
        Deliveries deliveries,
        String secret,
        long revision)
        implements Versioned {

    /** How many deliveries there are. */
    public record Deliveries(long pending, long delivered, long failed, long dead) {}

    static WebhookView of(Hook hook, Map<Parcel.Status, Long> counts, String secret) {
        return new WebhookView(
                Id.text(hook.id()),
                hook.url(),
                hook.topics(),
                hook.description(),
                hook.active(),
                hook.reason(),
                hook.createdBy(),
                hook.createdAt(),
                hook.changedAt(),
                hook.position(),
                hook.failingSince(),
                new Deliveries(
                        counts.getOrDefault(Parcel.Status.PENDING, 0L),
                        counts.getOrDefault(Parcel.Status.DELIVERED, 0L),
                        counts.getOrDefault(Parcel.Status.FAILED, 0L),
                        counts.getOrDefault(Parcel.Status.DEAD, 0L)),
                secret,
                hook.revision());
    }

    /** A delivery of it. */
    public record DeliveryView(
            String id,
            String eventId,
            String topic,
            String aggregate,
            long position,
            String status,
            int attempts,
            Integer statusCode,
            Long durationMs,
            String error,
            Instant createdAt,
            Instant triedAt,
            Instant nextAttemptAt) {

        static DeliveryView of(Parcel parcel) {
            boolean open = parcel.status() == Parcel.Status.PENDING || parcel.status() == Parcel.Status.FAILED;
            return new DeliveryView(
                    Id.text(parcel.id()),
                    Id.text(parcel.eventId()),
                    parcel.topic(),
                    parcel.aggregate(),
                    parcel.position(),
                    parcel.status().name().toLowerCase(Locale.ROOT),
                    parcel.attempts(),
                    parcel.httpStatus(),
                    parcel.durationMs(),
                    parcel.error(),
                    parcel.createdAt(),
                    parcel.triedAt(),
                    open ? parcel.dueAt() : null);
        }
    }
}
