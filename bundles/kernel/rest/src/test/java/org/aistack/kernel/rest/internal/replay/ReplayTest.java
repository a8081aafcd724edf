package org.aistack.kernel.rest.internal.replay;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.RuntimeDelegate;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.json.StackMapper;
import org.aistack.kernel.rest.internal.store.AnswerRow;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.kernel.testkit.TestStore;
import org.apache.cxf.jaxrs.impl.RuntimeDelegateImpl;
import org.apache.cxf.message.MessageContentsList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ReplayTest {

    private final TestStore store = TestStore.of("rest");
    private final AtomicInteger runs = new AtomicInteger();
    private Replay replay;

    @Before
    public void start() {
        RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
        replay = replay(store);
    }

    @After
    public void stop() {
        store.close();
    }

    private Replay replay(TestStore where) {
        Gate gate = Gate.of(TestGuard.open(), List.of(), List.of(), where);
        var answers = new Answers(StackMapper.create(), new Seal(new byte[32]));
        return new Replay(gate, answers, store.clock(), Duration.ofHours(24));
    }

    private static Key key(String request) {
        return new Key("secret", "lookup", request);
    }

    private Callable<Object> creating() {
        return () -> new MessageContentsList(Response.status(201)
                .header("Location", "/x/1")
                .entity(Map.of("n", runs.incrementAndGet()))
                .build());
    }

    private static Response response(Object result) {
        return (Response) ((List<?>) result).get(0);
    }

    private static String body(Object result) {
        return new String((byte[]) response(result).getEntity(), StandardCharsets.UTF_8);
    }

    @Test
    public void runsOnce() throws Exception {
        replay.once(key("a"), creating());
        // another process, which knows only the table
        Object again = replay(store).once(key("a"), creating());
        assertEquals(1, runs.get());
        assertEquals(201, response(again).getStatus());
        assertEquals("/x/1", response(again).getHeaderString("Location"));
        assertEquals("true", response(again).getHeaderString("Idempotency-Replayed"));
        assertEquals("{\"n\":1}", body(again));
    }

    @Test
    public void storesNothingReadable() throws Exception {
        replay.once(key("a"), creating());
        String stored = store.read(em -> em.find(AnswerRow.class, "lookup").body());
        assertFalse(stored.contains("{"));
    }

    @Test
    public void refusesAnotherRequest() throws Exception {
        replay.once(key("a"), creating());
        try {
            replay.once(key("b"), creating());
            fail();
        } catch (Problem problem) {
            assertEquals(KernelError.KEY_REUSED, problem.code());
        }
    }

    @Test
    public void storesNoFailureAndNoEffectOfOne() throws Exception {
        Object failed = replay.once(key("a"), () -> {
            store.write(work -> {
                work.session()
                        .persist(new AnswerRow(
                                "effect",
                                "x",
                                java.time.LocalDateTime.now(),
                                new AnswerRow.Content(200, null, null, null),
                                null));
                return null;
            });
            return new MessageContentsList(Response.status(409).build());
        });
        assertEquals(409, response(failed).getStatus());
        assertNull(store.<AnswerRow>read(em -> em.find(AnswerRow.class, "effect")));
        replay.once(key("b"), creating());
        assertEquals(1, runs.get());
    }

    @Test
    public void storesEffectAndAnswerTogether() throws Exception {
        replay.once(
                key("a"),
                () -> store.write(work -> {
                    work.session()
                            .persist(new AnswerRow(
                                    "effect",
                                    "x",
                                    java.time.LocalDateTime.now(),
                                    new AnswerRow.Content(200, null, null, null),
                                    null));
                    return new MessageContentsList(Map.of("n", 1));
                }));
        assertNotNull(store.<AnswerRow>read(em -> em.find(AnswerRow.class, "effect")));
        assertNotNull(store.<AnswerRow>read(em -> em.find(AnswerRow.class, "lookup")));
    }

    @Test
    public void repeatsEmptyAnswers() throws Exception {
        Callable<Object> nothing = () -> {
            runs.incrementAndGet();
            return new MessageContentsList((Object) null);
        };
        replay.once(key("a"), nothing);
        assertEquals(204, response(replay.once(key("a"), nothing)).getStatus());
        assertEquals(1, runs.get());
    }

    @Test
    public void refusesASecondOneMeanwhile() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var pool = Executors.newSingleThreadExecutor();
        var first = pool.submit(() -> replay.once(key("a"), () -> {
            inside.countDown();
            go.await();
            return creating().call();
        }));
        inside.await(5, TimeUnit.SECONDS);
        try {
            replay.once(key("a"), creating());
            fail();
        } catch (Problem problem) {
            assertEquals(KernelError.KEY_IN_FLIGHT, problem.code());
        }
        go.countDown();
        first.get(5, TimeUnit.SECONDS);
        pool.shutdown();
        assertEquals(1, runs.get());
    }

    @Test
    public void forgetsAfterADay() throws Exception {
        replay.once(key("a"), creating());
        store.clock().advance(Duration.ofHours(25));
        replay.once(key("b"), creating());
        assertEquals(2, runs.get());
        store.clock().advance(Duration.ofHours(25));
        replay.purge();
        assertNull(store.<AnswerRow>read(em -> em.find(AnswerRow.class, "lookup")));
    }

    @Test
    public void needsItsTable() throws Exception {
        try {
            replay(null).once(key("a"), creating());
            fail();
        } catch (Problem problem) {
            assertEquals(KernelError.UNAVAILABLE, problem.code());
        }
    }
}
