package org.aistack.kernel.events.internal.rest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.sse.OutboundSseEvent;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.events.internal.LiveFeed;
import org.junit.Test;

public class SseOnlookerTest {

    private static final Caller CALLER = new Caller(Caller.Kind.PERSON, "u", "u", Set.of(), "");

    private final Sink sink = new Sink();
    private long now;
    private Optional<Caller> admitted = Optional.of(CALLER);
    private String permitted = "rag:read";

    private SseOnlooker onlooker(String... topics) {
        var terms = new SseOnlooker.Terms(
                Set.of(topics), 3, CALLER, caller -> admitted, (caller, permission) -> permission.equals(permitted));
        return new SseOnlooker(sink, sse(), terms, () -> now);
    }

    @Test
    public void showsWhatIsWantedAndAllowed() {
        SseOnlooker onlooker = onlooker("pages", "jobs");
        assertTrue(onlooker.start(7, true));
        assertTrue(onlooker.show(new LiveFeed.Entry(8, 0, "pages", "", "{}")));
        assertTrue(onlooker.show(new LiveFeed.Entry(9, 0, "other", "", "{}")));
        assertTrue(onlooker.show(new LiveFeed.Entry(10, 0, "pages", "system:admin", "{}")));
        assertTrue(onlooker.show(new LiveFeed.Entry(11, 0, "jobs", "rag:read", "{}")));
        assertEquals(
                List.of(
                        "{id=7, comment=open, reconnectDelay=2000}",
                        "{name=pages, id=8, data={}}",
                        "{name=jobs, id=11, data={}}"),
                sink.sent);
    }

    @Test
    public void theIdSaysWhereToGoOn() {
        permitted = "system:monitor";
        SseOnlooker both = onlooker();
        both.start(7, true);
        both.show(new LiveFeed.Entry(0, 4, "events", "system:monitor", "{}"));
        both.show(new LiveFeed.Entry(8, 0, "pages", "", "{}"));
        SseOnlooker facts = onlooker("events");
        facts.start(7, true);
        facts.show(new LiveFeed.Entry(8, 0, "pages", "", "{}"));
        facts.show(new LiveFeed.Entry(0, 4, "events", "system:monitor", "{}"));
        permitted = "";
        facts.show(new LiveFeed.Entry(0, 5, "events", "system:monitor", "{}"));
        assertTrue(facts.forgotten(9));
        assertEquals(
                List.of(
                        "{id=3-7, comment=open, reconnectDelay=2000}",
                        "{name=events, id=4-7, data={}}",
                        "{name=pages, id=4-8, data={}}",
                        "{id=3, comment=open, reconnectDelay=2000}",
                        "{name=events, id=4, data={}}",
                        "{name=reset, id=9, data={}}"),
                sink.sent);
        assertEquals("wants none", -1, onlooker("pages").facts());
    }

    @Test
    public void tellsToReadEverythingAnew() {
        onlooker().start(7, false);
        assertEquals("{name=reset, id=3-7, data={}}", sink.sent.get(1));
    }

    @Test
    public void givesASignOfLife() {
        SseOnlooker onlooker = onlooker();
        now += TimeUnit.SECONDS.toNanos(14);
        assertTrue(onlooker.beat());
        assertEquals(List.of(), sink.sent);
        now += TimeUnit.SECONDS.toNanos(1);
        assertTrue(onlooker.beat());
        assertEquals(List.of("{comment=beat}"), sink.sent);
    }

    @Test
    public void endsWhenTheSignInIsNoLongerGood() {
        SseOnlooker onlooker = onlooker();
        now += TimeUnit.SECONDS.toNanos(5);
        assertTrue(onlooker.beat());
        admitted = Optional.empty();
        now += TimeUnit.SECONDS.toNanos(5);
        assertFalse(onlooker.beat());
        assertEquals(List.of("{data={}, name=revoked}"), sink.sent);
    }

    @Test
    public void dropsWhoReadsTooSlowly() {
        sink.slow = true;
        SseOnlooker onlooker = onlooker();
        for (int i = 0; i < SseOnlooker.QUEUE; i++) {
            assertTrue(onlooker.show(new LiveFeed.Entry(i, 0, "pages", "", "{}")));
        }
        assertFalse(onlooker.show(new LiveFeed.Entry(999, 0, "pages", "", "{}")));
    }

    @Test
    public void losesPatienceWithWhoReadsNothing() {
        sink.slow = true;
        SseOnlooker onlooker = onlooker();
        onlooker.show(new LiveFeed.Entry(1, 0, "pages", "", "{}"));
        now += TimeUnit.SECONDS.toNanos(2);
        assertTrue(onlooker.beat());
        assertEquals("a nudge", "{comment=beat}", sink.sent.get(1));
        now += TimeUnit.SECONDS.toNanos(28);
        assertFalse(onlooker.beat());
    }

    @Test
    public void noticesThatNobodyIsThere() {
        SseOnlooker onlooker = onlooker();
        sink.failure = new java.io.IOException("gone");
        onlooker.show(new LiveFeed.Entry(1, 0, "pages", "", "{}"));
        assertFalse(onlooker.beat());
    }

    /** The builders write down what they are told, as text. */
    private static Sse sse() {
        return (Sse) Proxy.newProxyInstance(
                SseOnlookerTest.class.getClassLoader(), new Class<?>[] {Sse.class}, (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    return builder();
                });
    }

    private static OutboundSseEvent.Builder builder() {
        Map<String, Object> told = new LinkedHashMap<>();
        return (OutboundSseEvent.Builder) Proxy.newProxyInstance(
                SseOnlookerTest.class.getClassLoader(),
                new Class<?>[] {OutboundSseEvent.Builder.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("build")) {
                        return event(told.toString());
                    }
                    told.put(method.getName(), arguments[arguments.length - 1]);
                    return proxy;
                });
    }

    private static OutboundSseEvent event(String text) {
        return (OutboundSseEvent) Proxy.newProxyInstance(
                SseOnlookerTest.class.getClassLoader(),
                new Class<?>[] {OutboundSseEvent.class},
                (proxy, method, arguments) -> text);
    }

    private static final class Sink implements SseEventSink {
        final List<String> sent = new ArrayList<>();
        boolean slow;
        Throwable failure;
        boolean closed;

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            sent.add(event.toString());
            var done = new CompletableFuture<Void>();
            if (failure != null) {
                done.completeExceptionally(failure);
            } else if (!slow) {
                done.complete(null);
            }
            return done;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
