package org.aistack.kernel.events.internal.webhook;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.Egress;
import org.aistack.kernel.egress.EgressAnswer;
import org.aistack.kernel.egress.EgressCall;
import org.aistack.kernel.egress.EgressError;
import org.aistack.kernel.events.internal.Happened;
import org.aistack.kernel.events.internal.Schedules;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.aistack.kernel.events.internal.webhook.store.Hook;
import org.aistack.kernel.events.internal.webhook.store.Parcel;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.kernel.testkit.TestCursors;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestLeases;
import org.aistack.kernel.testkit.TestStore;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

@RunWith(Parameterized.class)
public class CourierTest {

    private static final String URL = "https://hooks.example.com/in";

    private final TestDatabase database;
    private final TestStore store;
    private final TestLeases leases = new TestLeases();
    private final RecordingMeters meters = new RecordingMeters();
    private final Receiver receiver = new Receiver();
    private final WebhookTables tables;
    private final RelayTables relay;
    private final Courier courier;
    private final Webhooks webhooks;

    public CourierTest(String name, Supplier<TestDatabase> made) {
        database = made.get();
        store = database.store("events");
        tables = new WebhookTables(database.dataSource(), database.ids(), database.clock());
        relay = new RelayTables(database.dataSource(), database.ids(), database.clock());
        courier = courier();
        webhooks = new Webhooks(
                tables,
                relay,
                courier,
                receiver,
                database.guard(),
                new TestCursors(),
                database.ids(),
                database.clock());
    }

    @Parameterized.Parameters(name = "{0}")
    public static Object[][] databases() {
        Supplier<TestDatabase> memory = TestDatabase::memory;
        Supplier<TestDatabase> postgres = TestDatabase::postgres;
        return new Object[][] {{"H2", memory}, {"PostgreSQL", postgres}};
    }

    private Courier courier() {
        return new Courier(
                tables,
                relay,
                receiver,
                leases,
                Schedules.of("5s,1m"),
                new WebhookMeters(meters, tables, database.clock()),
                database.clock());
    }

    @After
    public void close() throws Exception {
        courier.deactivate();
        database.close();
    }

    @Test
    public void deliversWhatIsWantedSigned() {
        tell("before");
        var created = webhooks.create(content("aistack/internal/*"));
        var none = webhooks.create(content("aistack/other/*"));
        tell("a");
        await(() -> delivered(created.hook()) == 1);
        EgressCall call = receiver.calls.get(0);
        assertEquals(URL, call.url());
        String body = new String(call.body(), StandardCharsets.UTF_8);
        String id = call.headers().get("webhook-id");
        assertEquals(
                "{\"event_id\":\"" + id + "\",\"occurred_at\":\"2026-03-01T08:00:00Z\","
                        + "\"topic\":\"aistack/internal/Happened\",\"actor\":\"ann\",\"aggregate\":\"a\","
                        + "\"data\":{\"id\":\"a\",\"new_version\":2}}",
                body);
        long timestamp = Long.parseLong(call.headers().get("webhook-timestamp"));
        assertEquals(database.clock().instant().getEpochSecond(), timestamp);
        assertEquals(
                Signature.of(List.of(created.secret()), id, timestamp, call.body()),
                call.headers().get("webhook-signature"));
        assertEquals(1, receiver.calls.size());
        await(() -> webhooks.get(Id.text(none.hook().id())).position() == 2);
        assertEquals(0, parcels(none.hook()).size());
        Parcel parcel = parcels(created.hook()).get(0);
        assertEquals(1, parcel.attempts());
        assertEquals(200, parcel.httpStatus().intValue());
        assertTrue(parcel.durationMs() >= 0);
        assertNull(parcel.error());
        assertFalse(created.hook().toString().contains(URL));
    }

    @Test
    public void keepsTheOrderOfAnAggregateAndLetsOthersPass() {
        Hook hook = webhooks.create(content("*")).hook();
        receiver.answer = call -> text(call).contains("\"aggregate\":\"bad\"") ? 500 : 204;
        tell("bad");
        tell("good");
        tell("bad");
        await(() -> delivered(hook) == 1
                && parcels(hook).size() == 3
                && parcels(hook).get(2).attempts() == 1);
        assertEquals(
                List.of(Parcel.Status.PENDING, Parcel.Status.DELIVERED, Parcel.Status.FAILED),
                parcels(hook).stream().map(Parcel::status).toList());
        receiver.answer = call -> 200;
        courier.tick();
        assertEquals("not before its time", 1, delivered(hook));
        database.clock().advance(Duration.ofSeconds(6));
        courier.tick();
        await(() -> delivered(hook) == 3);
        List<String> aggregates =
                receiver.calls.stream().map(CourierTest::aggregate).toList();
        assertEquals(4, aggregates.size());
        assertEquals(
                receiver.calls.get(aggregates.indexOf("bad")).headers().get("webhook-id"),
                receiver.calls.get(2).headers().get("webhook-id"));
        assertTrue(text(receiver.calls.get(3)).contains("\"new_version\":3"));
    }

    @Test
    public void diesAtTheEndOfTheScheduleAndCanBeSentAgain() {
        Hook hook = webhooks.create(content("*")).hook();
        receiver.answer = call -> 503;
        tell("a");
        for (int attempt = 1; attempt <= 3; attempt++) {
            int tried = attempt;
            await(() -> parcels(hook).size() == 1 && parcels(hook).get(0).attempts() == tried);
            database.clock().advance(Duration.ofSeconds(73));
            courier.tick();
        }
        Parcel dead = parcels(hook).get(0);
        assertEquals(Parcel.Status.DEAD, dead.status());
        assertEquals(503, dead.httpStatus().intValue());
        assertEquals("status", dead.error());
        assertEquals(1, new Standing(tables).dead());
        assertEquals(1, meters.gauge("webhook_dead"), 0);
        receiver.answer = call -> 200;
        String id = Id.text(hook.id());
        webhooks.redeliver(id, Id.text(dead.id()));
        await(() -> delivered(hook) == 1);
        assertEquals("counted anew", 1, parcels(hook).get(0).attempts());
        assertEquals(4, receiver.calls.size());
        assertEquals(
                1,
                receiver.calls.stream()
                        .map(c -> c.headers().get("webhook-id"))
                        .distinct()
                        .count());
        problem(KernelError.NOT_FOUND, () -> webhooks.redeliver(id, "nothing"));
    }

    @Test
    public void honoursRetryAfter() {
        Hook hook = webhooks.create(content("*")).hook();
        receiver.answer = call -> 429;
        receiver.retryAfter = "50";
        tell("a");
        await(() -> parcels(hook).size() == 1 && parcels(hook).get(0).attempts() == 1);
        assertEquals(
                database.clock().instant().plusSeconds(50), parcels(hook).get(0).dueAt());
    }

    @Test
    public void whatWasNotSentIsNoTry() {
        Hook hook = webhooks.create(content("*")).hook();
        receiver.failure = Problem.of(EgressError.EGRESS_SUSPENDED).retryAfter(Duration.ofSeconds(20));
        tell("a");
        await(() -> parcels(hook).size() == 1
                && parcels(hook)
                        .get(0)
                        .dueAt()
                        .equals(database.clock().instant().plusSeconds(20)));
        assertEquals(0, parcels(hook).get(0).attempts());
        receiver.failure = Problem.of(EgressError.EGRESS_UNREACHABLE);
        database.clock().advance(Duration.ofSeconds(21));
        courier.tick();
        await(() -> parcels(hook).get(0).attempts() == 1);
        assertEquals("unreachable", parcels(hook).get(0).error());
        assertNull(parcels(hook).get(0).httpStatus());
    }

    @Test
    public void goneMeansTheEnd() {
        Hook hook = webhooks.create(content("*")).hook();
        receiver.answer = call -> 410;
        tell("a");
        tell("b");
        String id = Id.text(hook.id());
        await(() -> !webhooks.get(id).active());
        assertEquals("gone", webhooks.get(id).reason());
        assertEquals(Map.of(id, "gone"), new Standing(tables).deactivated());
        problem(WebhookError.WEBHOOK_INACTIVE, () -> webhooks.test(id));
        Hook again = webhooks.change(
                id, webhooks.get(id).revision(), c -> new WebhookContent(c.url(), c.topics(), "again", true));
        assertTrue(again.active());
        assertNull(again.reason());
        assertNull(again.failingSince());
    }

    @Test
    public void givesUpAfterALongTime() {
        Hook hook = webhooks.create(content("*")).hook();
        String id = Id.text(hook.id());
        receiver.answer = call -> 500;
        tell("a");
        await(() -> webhooks.get(id).failingSince() != null);
        database.clock().advance(Duration.ofHours(121));
        courier.tick();
        await(() -> !webhooks.get(id).active());
        assertEquals("failing", webhooks.get(id).reason());
    }

    @Test
    public void aSuccessEndsTheRowOfFailures() {
        Hook hook = webhooks.create(content("*")).hook();
        String id = Id.text(hook.id());
        receiver.answer = call -> 500;
        tell("a");
        await(() -> webhooks.get(id).failingSince() != null);
        receiver.answer = call -> 200;
        database.clock().advance(Duration.ofSeconds(10));
        courier.tick();
        await(() -> delivered(hook) == 1);
        assertNull(webhooks.get(id).failingSince());
    }

    @Test
    public void twoSecretsDuringRotation() {
        var created = webhooks.create(content("*"));
        String id = Id.text(created.hook().id());
        var first = webhooks.rotate(id);
        assertEquals(database.clock().instant().plus(Duration.ofHours(24)), first.previousExpiresAt());
        webhooks.test(id);
        await(() -> delivered(created.hook()) == 1);
        assertSigned(receiver.calls.get(0), first.secret(), created.secret());
        var second = webhooks.rotate(id);
        webhooks.test(id);
        await(() -> delivered(created.hook()) == 2);
        assertSigned(receiver.calls.get(1), second.secret(), first.secret());
        database.clock().advance(Duration.ofHours(25));
        webhooks.test(id);
        courier.tick();
        await(() -> delivered(created.hook()) == 3);
        assertSigned(receiver.calls.get(2), second.secret());
        assertTrue(text(receiver.calls.get(2)).contains("\"topic\":\"" + Webhooks.PING + "\""));
    }

    @Test
    public void sendsAgainFromAPosition() {
        tell("a");
        tell("b");
        Hook hook = webhooks.create(content("*")).hook();
        String id = Id.text(hook.id());
        assertEquals(2, hook.position());
        webhooks.replay(id, 2);
        await(() -> delivered(hook) == 1);
        webhooks.replay(id, 1);
        await(() -> delivered(hook) == 3);
        assertEquals("b", aggregate(receiver.calls.get(0)));
        assertEquals(
                "no order between different things",
                List.of("a", "b"),
                receiver.calls.stream()
                        .skip(1)
                        .map(CourierTest::aggregate)
                        .sorted()
                        .toList());
        problem(KernelError.OUT_OF_RANGE, () -> webhooks.replay(id, 4));
        problem(KernelError.OUT_OF_RANGE, () -> webhooks.replay(id, 0));
    }

    @Test
    public void holdsBackNoMoreThanSomeAndTheOutboxTheRest() throws Exception {
        Hook hook = webhooks.create(content("*")).hook();
        receiver.answer = call -> 500;
        store.write(work -> {
            for (int i = 0; i < 1500; i++) {
                work.publish(new Happened("h" + i, 1));
            }
            return null;
        });
        await(() -> tables.parcels().open(hook.id()) >= 1000);
        courier.tick();
        long position = webhooks.get(Id.text(hook.id())).position();
        assertTrue(position + "", position >= 1000 && position < 1500);
        database.clock().advance(Duration.ofDays(8));
        assertEquals(position, relay.outbox().purge(database.clock().instant().minus(Duration.ofDays(7))));
    }

    @Test
    public void oneServerDelivers() throws Exception {
        Hook hook = webhooks.create(content("*")).hook();
        tell("a");
        await(() -> delivered(hook) == 1);
        Courier other = courier();
        try {
            tell("b");
            other.tick();
            await(() -> delivered(hook) == 2);
            leases.lose("events.webhooks");
            other.tick();
            long fence = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            while (System.nanoTime() < fence && !leases.taken("events.webhooks")) {
                other.tick();
            }
            tell("c");
            await(() -> delivered(hook) == 3);
            assertEquals(3, receiver.calls.size());
        } finally {
            other.deactivate();
        }
    }

    @Test
    public void refusesWhatEgressRefuses() {
        receiver.refused = true;
        Problem problem = assertThrows(Problem.class, () -> webhooks.create(content("*")));
        assertEquals(EgressError.EGRESS_REFUSED, problem.code());
        assertEquals("/url", problem.violations().get(0).pointer());
        receiver.refused = false;
        Hook hook = webhooks.create(content("*")).hook();
        receiver.refused = true;
        String id = Id.text(hook.id());
        Hook changed = webhooks.change(id, 1, c -> new WebhookContent(c.url(), c.topics(), "words", false));
        assertEquals("words", changed.description());
        assertThrows(
                Problem.class,
                () -> webhooks.change(id, 2, c -> new WebhookContent("https://127.0.0.1/", c.topics(), null, true)));
        problem(KernelError.STALE, () -> webhooks.change(id, 1, c -> c));
        problem(KernelError.STALE, () -> webhooks.delete(id, 1));
        webhooks.delete(id, 2);
        problem(KernelError.NOT_FOUND, () -> webhooks.get(id));
    }

    @Test
    public void listsDeliveriesByState() {
        Hook hook = webhooks.create(content("*")).hook();
        String id = Id.text(hook.id());
        for (int i = 0; i < 5; i++) {
            tell("a");
        }
        await(() -> delivered(hook) == 5);
        var query = Map.of("status", List.of("delivered"), "limit", List.of("2"), "count", List.of("exact"));
        var page = webhooks.deliveries(id, ListRequest.of(Webhooks.PARCELS, query));
        assertEquals(2, page.items().size());
        assertEquals(5L, page.total().longValue());
        assertTrue(page.items().get(0).position() > page.items().get(1).position());
        var rest = Map.of("status", List.of("delivered"), "limit", List.of("4"), "cursor", List.of(page.nextCursor()));
        assertEquals(
                3,
                webhooks.deliveries(id, ListRequest.of(Webhooks.PARCELS, rest))
                        .items()
                        .size());
        problem(
                KernelError.BAD_PARAMETER,
                () -> webhooks.deliveries(id, ListRequest.of(Webhooks.PARCELS, Map.of("status", List.of("lost")))));
    }

    private static void assertSigned(EgressCall call, String... secrets) {
        assertEquals(
                Signature.of(
                        List.of(secrets),
                        call.headers().get("webhook-id"),
                        Long.parseLong(call.headers().get("webhook-timestamp")),
                        call.body()),
                call.headers().get("webhook-signature"));
    }

    private static void problem(org.aistack.kernel.Code code, org.junit.function.ThrowingRunnable act) {
        assertEquals(code, assertThrows(Problem.class, act).code());
    }

    private long delivered(Hook hook) {
        return webhooks.counts(hook.id()).getOrDefault(Parcel.Status.DELIVERED, 0L);
    }

    /** The newest first. */
    private List<Parcel> parcels(Hook hook) {
        return tables.parcels().list(hook.id(), null, null, true, 10);
    }

    private int told;

    private void tell(String aggregate) {
        told++;
        store.write(work -> {
            work.publish(new Happened(aggregate, told));
            return null;
        });
        courier.committed();
    }

    private static WebhookContent content(String topic) {
        return new WebhookContent(URL, List.of(topic), null, null);
    }

    private static String text(EgressCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    private static String aggregate(EgressCall call) {
        return text(call).replaceAll(".*\"aggregate\":\"(\\w+)\".*", "$1");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue("not in time", System.nanoTime() < end);
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    /** The other end of the line. */
    private static final class Receiver implements Egress {
        final List<EgressCall> calls = Collections.synchronizedList(new ArrayList<>());
        volatile Function<EgressCall, Integer> answer = call -> 200;
        volatile String retryAfter;
        volatile Problem failure;
        volatile boolean refused;

        @Override
        public EgressAnswer call(EgressCall call) {
            if (failure != null) {
                throw failure;
            }
            int status = answer.apply(call);
            calls.add(call);
            Map<String, List<String>> headers =
                    retryAfter == null ? Map.of() : Map.of("retry-after", List.of(retryAfter));
            return new EgressAnswer(status, headers, new byte[0], call.url(), Duration.ZERO);
        }

        @Override
        public void check(String url) {
            if (refused) {
                throw Problem.of(EgressError.EGRESS_REFUSED);
            }
        }
    }
}
