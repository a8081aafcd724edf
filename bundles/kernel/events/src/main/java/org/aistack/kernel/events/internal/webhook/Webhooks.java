package org.aistack.kernel.events.internal.webhook;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.aistack.kernel.Check;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.egress.Egress;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.events.internal.webhook.store.Hook;
import org.aistack.kernel.events.internal.webhook.store.Parcel;
import org.aistack.kernel.events.internal.webhook.store.ParcelTable;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people do with webhooks. */
@Component(service = Webhooks.class)
public final class Webhooks {

    /** Topic of what {@link #test} sends. */
    static final String PING = "aistack/events/Ping";

    /** What webhooks are listed by. */
    public static final ListSpec HOOKS = new ListSpec(
            "events.webhooks", Set.of("active"), List.of(SortKey.moment("created_at", "created_at")), "created_at");

    /** What deliveries are listed by. */
    public static final ListSpec PARCELS = new ListSpec(
            "events.deliveries", Set.of("status"), List.of(SortKey.moment("created_at", "created_at")), "-created_at");

    private static final int MOST = 200;
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final WebhookTables tables;
    private final RelayTables relay;
    private final Courier courier;
    private final Egress egress;
    private final Guard guard;
    private final Cursors cursors;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Letter letter = new Letter();

    /** A webhook and its secret, which nobody sees again. */
    public record Created(Hook hook, String secret) {}

    /** A new secret, and until when the one before is good. */
    public record Rotated(String secret, Instant previousExpiresAt) {}

    @Activate
    public Webhooks(
            @Reference WebhookTables tables,
            @Reference RelayTables relay,
            @Reference Courier courier,
            @Reference Egress egress,
            @Reference Guard guard,
            @Reference Cursors cursors,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.tables = tables;
        this.relay = relay;
        this.courier = courier;
        this.egress = egress;
        this.guard = guard;
        this.cursors = cursors;
        this.ids = ids;
        this.clock = clock;
    }

    public Created create(WebhookContent content) {
        check(content.url());
        if (tables.hooks().count(null) >= MOST) {
            throw Problem.of(WebhookError.TOO_MANY_WEBHOOKS, MOST);
        }
        String secret = Signature.secret(random);
        return new Created(tables.hooks().create(content, guard.caller().id(), secret), secret);
    }

    public Listing<Hook> list(ListRequest request) {
        Boolean active = request.filter("active", Webhooks::truth).orElse(null);
        String caller = guard.caller().id();
        List<Hook> rows = tables.hooks().list(active, after(request, caller), descending(request), request.limit() + 1);
        Long total = request.count() ? tables.hooks().count(active) : null;
        return request.page(rows, hook -> keys(hook.createdAt(), hook.id()), hook -> hook, cursors, caller, total);
    }

    public Hook get(String id) {
        return tables.hooks().find(Id.parse(id)).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    public Hook change(String id, long revision, UnaryOperator<WebhookContent> edit) {
        Hook hook = get(id);
        var before = new WebhookContent(hook.url(), hook.topics(), hook.description(), hook.active());
        WebhookContent content = edit.apply(before);
        if (!content.url().equals(hook.url())) {
            check(content.url());
        }
        Hook changed =
                tables.hooks().change(hook.id(), revision, content).orElseThrow(() -> Problem.of(KernelError.STALE));
        courier.committed();
        return changed;
    }

    public void delete(String id, long revision) {
        if (!tables.hooks().delete(get(id).id(), revision)) {
            throw Problem.of(KernelError.STALE);
        }
    }

    public Rotated rotate(String id) {
        String secret = Signature.secret(random);
        return new Rotated(secret, tables.hooks().rotate(get(id).id(), secret, OVERLAP));
    }

    /** Sends something harmless, to see whether it arrives. */
    public Parcel test(String id) {
        Hook hook = active(id);
        long event = ids.next();
        var ping = new ParcelTable.Fact(
                0, event, PING, Id.text(event), guard.caller().id(), clock.instant(), "{}", null);
        Parcel parcel = tables.parcels().add(hook.id(), new ParcelTable.Draft(ping, letter.of(ping)));
        courier.committed();
        return parcel;
    }

    /** Sends everything again that was told at {@code from} and later, as far as the outbox still has it. */
    public Hook replay(String id, long from) {
        Hook hook = active(id);
        Check.that().range("/from_position", from, 1, relay.outbox().head() + 1).done();
        tables.hooks().replay(hook.id(), from - 1);
        courier.committed();
        return get(id);
    }

    public Listing<Parcel> deliveries(String id, ListRequest request) {
        Hook hook = get(id);
        Parcel.Status status = request.filter("status", Webhooks::status).orElse(null);
        String caller = guard.caller().id() + "|" + id;
        List<Parcel> rows = tables.parcels()
                .list(hook.id(), status, after(request, caller), descending(request), request.limit() + 1);
        Long total = request.count() ? count(hook.id(), status) : null;
        return request.page(
                rows, parcel -> keys(parcel.createdAt(), parcel.id()), parcel -> parcel, cursors, caller, total);
    }

    private long count(long hook, Parcel.Status status) {
        Map<Parcel.Status, Long> counts = counts(hook);
        return status == null
                ? counts.values().stream().mapToLong(Long::longValue).sum()
                : counts.getOrDefault(status, 0L);
    }

    /** How many deliveries of a webhook are in which state. */
    public Map<Parcel.Status, Long> counts(long hook) {
        return tables.parcels().counts(hook);
    }

    public Parcel delivery(String id, String delivery) {
        return tables.parcels()
                .find(Id.parse(id), Id.parse(delivery))
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    /** Sends a delivery again, whatever became of it. */
    public Parcel redeliver(String id, String delivery) {
        Hook hook = active(id);
        Parcel parcel = delivery(id, delivery);
        if (!tables.parcels().again(hook.id(), parcel.id())) {
            throw Problem.of(WebhookError.DELIVERY_PENDING);
        }
        courier.committed();
        return delivery(id, delivery);
    }

    private Hook active(String id) {
        Hook hook = get(id);
        if (!hook.active()) {
            throw Problem.of(WebhookError.WEBHOOK_INACTIVE);
        }
        return hook;
    }

    private void check(String url) {
        try {
            egress.check(url);
        } catch (Problem e) {
            throw Problem.at("/url", e.code());
        }
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    private static Parcel.Status status(String text) {
        Parcel.Status status = Parcel.Status.valueOf(text.toUpperCase(Locale.ROOT));
        if (!status.name().toLowerCase(Locale.ROOT).equals(text)) {
            throw new IllegalArgumentException(text);
        }
        return status;
    }

    /** Ids rise with time, so the id alone tells the place in the order of creation. */
    private Long after(ListRequest request, String caller) {
        return (Long) request.keyset(cursors, caller).parameters().get("k1");
    }

    private static boolean descending(ListRequest request) {
        return request.order().get(0).descending();
    }

    private static List<Object> keys(Instant moment, long id) {
        return List.of(LocalDateTime.ofInstant(moment, ZoneOffset.UTC), id);
    }
}
