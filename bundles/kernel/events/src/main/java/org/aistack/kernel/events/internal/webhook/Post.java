package org.aistack.kernel.events.internal.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.aistack.kernel.Code;
import org.aistack.kernel.Id;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.Egress;
import org.aistack.kernel.egress.EgressAnswer;
import org.aistack.kernel.egress.EgressCall;
import org.aistack.kernel.egress.EgressError;
import org.aistack.kernel.events.internal.EventsSettings;
import org.aistack.kernel.events.internal.webhook.store.Hook;
import org.aistack.kernel.events.internal.webhook.store.Parcel;

/** One try to deliver: sends, and judges what the answer means. */
final class Post {

    private static final int GONE = 410;
    private static final Set<Integer> TOLD_WHEN = Set.of(429, 503);
    /** Nothing was sent: no try. */
    private static final Set<Code> NOT_TRIED = Set.of(EgressError.EGRESS_SUSPENDED, EgressError.EGRESS_BUSY);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Egress egress;
    private final WebhookTables tables;
    private final EventsSettings settings;
    private final WebhookMeters meters;
    private final Clock clock;

    Post(Egress egress, WebhookTables tables, EventsSettings settings, WebhookMeters meters, Clock clock) {
        this.egress = egress;
        this.tables = tables;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    void deliver(Hook hook, Parcel parcel, long fence) {
        long began = System.nanoTime();
        Parcel.Outcome outcome;
        try {
            EgressAnswer answer = egress.call(call(hook, parcel));
            outcome = answer.ok()
                    ? new Parcel.Outcome(Parcel.Status.DELIVERED, clock.instant(), answer.status(), millis(began), null)
                    : refused(parcel, answer, millis(began));
        } catch (Problem e) {
            if (NOT_TRIED.contains(e.code())) {
                tables.parcels()
                        .putOff(parcel, clock.instant().plus(e.retryAfter().orElse(SOON)));
                return;
            }
            String why = e.code().name().toLowerCase(Locale.ROOT).replace("egress_", "");
            outcome = failed(parcel, null, millis(began), why, null);
        }
        tables.parcels().tried(parcel, fence, outcome, end(hook, outcome));
        meters.tried(outcome);
    }

    private EgressCall call(Hook hook, Parcel parcel) {
        byte[] body = parcel.body().getBytes(StandardCharsets.UTF_8);
        String id = Id.text(parcel.eventId());
        long timestamp = clock.instant().getEpochSecond();
        return EgressCall.post(hook.url(), "application/json", body)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", Signature.of(tables.hooks().secrets(hook.id()), id, timestamp, body))
                .within(settings.timeout());
    }

    private Parcel.Outcome refused(Parcel parcel, EgressAnswer answer, long millis) {
        if (answer.status() == GONE) {
            return new Parcel.Outcome(Parcel.Status.DEAD, clock.instant(), GONE, millis, "status");
        }
        String after = TOLD_WHEN.contains(answer.status())
                ? answer.header("retry-after").orElse(null)
                : null;
        return failed(parcel, answer.status(), millis, "status", after);
    }

    private Parcel.Outcome failed(Parcel parcel, Integer status, long millis, String why, String retryAfter) {
        Instant now = clock.instant();
        Optional<Instant> next = Retry.next(
                settings.schedule(),
                parcel.attempts() + 1,
                ThreadLocalRandom.current().nextDouble(),
                retryAfter,
                now);
        return new Parcel.Outcome(
                next.isPresent() ? Parcel.Status.FAILED : Parcel.Status.DEAD, next.orElse(now), status, millis, why);
    }

    /** Why this is the end of the webhook; null when it is not. */
    private String end(Hook hook, Parcel.Outcome outcome) {
        if (Integer.valueOf(GONE).equals(outcome.httpStatus())) {
            return "gone";
        }
        boolean failing = outcome.status() != Parcel.Status.DELIVERED
                && hook.failingSince() != null
                && hook.failingSince().plus(settings.failing()).isBefore(clock.instant());
        return failing ? "failing" : null;
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }
}
