package org.aistack.kernel.egress.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.kernel.Problem;
import org.aistack.kernel.egress.EgressAnswer;
import org.aistack.kernel.egress.EgressCall;
import org.aistack.kernel.egress.EgressError;
import org.aistack.kernel.testkit.RecordingMeters;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class EgressClientTest {

    private final RecordingMeters meters = new RecordingMeters();
    private final Map<String, Object> settings = new HashMap<>();
    private final Map<String, String> logged = new HashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private Sink sink;
    private EgressClient egress;

    @Before
    public void open() throws Exception {
        sink = new Sink(
                Sink.answer(200, "well", "Content-Type: text/plain", "Set-Cookie: a=b", "X-Two: 1", "X-Two: 2"));
        settings.put("allow", sink.endpoint());
        egress = egress(InetAddress::getAllByName);
    }

    @After
    public void close() throws Exception {
        end.countDown();
        egress.deactivate();
        sink.close();
    }

    @Test
    public void bringsTheAnswer() {
        EgressAnswer answer = egress.call(EgressCall.get(sink.url() + "/a?b=c").header("X-Key", "k"));
        assertEquals(200, answer.status());
        assertEquals("well", answer.text());
        assertEquals("text/plain", answer.header("Content-Type").orElseThrow());
        assertEquals(List.of("1", "2"), answer.headers().get("x-two"));
        String request = sink.requests.get(0);
        assertTrue(request, request.startsWith("GET /a?b=c HTTP/1.1\n"));
        assertTrue(request, request.contains("x-key: k"));
        assertTrue(request, request.contains("Host: " + sink.endpoint()));
        assertFalse(request, request.toLowerCase().contains("upgrade"));
        assertEquals(1, meters.count("egress_calls_total", "answered") - 1);
    }

    @Test
    public void sendsABody() {
        byte[] body = "{\"a\":\"中\"}".getBytes(StandardCharsets.UTF_8);
        egress.call(EgressCall.post(sink.url() + "/hook", "application/json", body));
        String request = sink.requests.get(0);
        assertTrue(request, request.contains("content-type: application/json"));
        assertEquals(1, request.split("(?i)content-type").length - 1);
        assertTrue(request, request.contains("{\"a\":\"中\"}"));
    }

    @Test
    public void remembersNoCookies() {
        egress.call(EgressCall.get(sink.url() + "/1"));
        egress.call(EgressCall.get(sink.url() + "/2"));
        assertFalse(sink.requests.get(1), sink.requests.get(1).toLowerCase().contains("cookie"));
        assertEquals("one connection serves both", 1, sink.connections.get());
    }

    @Test
    public void passesOnTheTrace() {
        logged.put("request_id", "request-77");
        logged.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
        logged.put("span_id", "00f067aa0ba902b7");
        egress.call(EgressCall.get(sink.url() + "/"));
        String request = sink.requests.get(0);
        assertTrue(request, request.contains("traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-"));
        assertFalse("a span of its own", request.contains("00f067aa0ba902b7"));
        assertTrue(request, request.contains("x-request-id: request-77"));
    }

    @Test
    public void refusesHeadersOfTheConnection() {
        for (String name :
                List.of("Host", "Content-Length", "Transfer-Encoding", "Cookie", "Connection", "Bad Name", "")) {
            failure(EgressError.EGRESS_REFUSED, EgressCall.get(sink.url() + "/").header(name, "1"));
        }
        failure(EgressError.EGRESS_REFUSED, EgressCall.get(sink.url() + "/").header("x", "a\r\nHost: other"));
        assertEquals(0, sink.requests.size());
    }

    @Test
    public void callsNobodyInside() {
        settings.put("allow", "");
        settings.put("allow_http", true);
        settings.put("ports", "" + sink.port());
        egress.modified(settings());
        for (String url : List.of(
                sink.url(),
                "http://localhost:" + sink.port(),
                "http://[::ffff:127.0.0.1]:" + sink.port(),
                "http://2130706433:" + sink.port(),
                "http://0x7f.1:" + sink.port(),
                "http://127.1:" + sink.port(),
                "http://0:" + sink.port())) {
            failure(EgressError.EGRESS_REFUSED, EgressCall.get(url + "/"));
            Problem problem = assertThrows(Problem.class, () -> egress.check(url + "/"));
            assertEquals(EgressError.EGRESS_REFUSED, problem.code());
        }
        assertEquals(0, sink.connections.get());
    }

    @Test
    public void aNameIsResolvedOnceAndCannotChangeItsMind() throws Exception {
        var asked = new AtomicInteger();
        var first = InetAddress.getByAddress("evil.example", new byte[] {(byte) 198, 51, 100, 7});
        EgressClient rebinding = egress(name -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})};
        });
        settings.put("ports", "" + sink.port());
        settings.put("allow_http", true);
        rebinding.modified(settings());
        Problem problem = assertThrows(
                Problem.class, () -> rebinding.call(EgressCall.get("http://evil.example:" + sink.port() + "/")));
        assertEquals(EgressError.EGRESS_REFUSED, problem.code());
        assertEquals("not resolvable twice in one call", 1, asked.get());
        assertEquals(0, sink.connections.get());
        assertFalse(Addresses.outside(first));
        rebinding.deactivate();
    }

    @Test
    public void connectsToTheAddressThatWasJudged() throws Exception {
        var asked = new AtomicInteger();
        EgressClient pinned = egress(name -> {
            // a second answer would lead nowhere
            byte[] address = asked.getAndIncrement() == 0 ? new byte[] {127, 0, 0, 1} : new byte[] {127, 0, 0, 9};
            return new InetAddress[] {InetAddress.getByAddress(name, address)};
        });
        settings.put("allow", "model.internal:" + sink.port());
        pinned.modified(settings());
        assertEquals(
                200,
                pinned.call(EgressCall.get("http://model.internal:" + sink.port() + "/"))
                        .status());
        assertEquals(1, asked.get());
        assertTrue(sink.requests.get(0).contains("Host: model.internal:" + sink.port()));
        pinned.deactivate();
    }

    @Test
    public void anUnknownNamePassesTheCheckButNotTheCall() {
        EgressClient nobody = egress(name -> {
            throw new java.net.UnknownHostException(name);
        });
        nobody.check("https://hooks.example.com/x");
        Problem problem = assertThrows(Problem.class, () -> nobody.call(EgressCall.get("https://hooks.example.com/x")));
        assertEquals(EgressError.EGRESS_UNREACHABLE, problem.code());
        nobody.deactivate();
    }

    @Test(timeout = 10_000)
    public void aDeadNameServiceHoldsNobody() {
        EgressClient dead = egress(name -> {
            await();
            return new InetAddress[0];
        });
        long began = System.nanoTime();
        Problem problem = assertThrows(
                Problem.class,
                () -> dead.call(EgressCall.get("https://hooks.example.com/").within(Duration.ofMillis(200))));
        assertEquals(EgressError.EGRESS_TIMEOUT, problem.code());
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(2));
        dead.deactivate();
    }

    @Test(timeout = 10_000)
    public void givesUpOnSilence() {
        sink.reply((path, out) -> await());
        timely(EgressError.EGRESS_TIMEOUT, EgressCall.get(sink.url() + "/").within(Duration.ofMillis(300)));
    }

    @Test(timeout = 10_000)
    public void givesUpOnDribble() {
        sink.reply((path, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (end.getCount() > 0) {
                out.write('x');
                out.flush();
                end.await(20, TimeUnit.MILLISECONDS);
            }
        });
        timely(EgressError.EGRESS_TIMEOUT, EgressCall.get(sink.url() + "/").within(Duration.ofMillis(500)));
        sink.reply((path, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
            while (end.getCount() > 0) {
                out.write('x');
                out.flush();
                end.await(20, TimeUnit.MILLISECONDS);
            }
        });
        timely(EgressError.EGRESS_TIMEOUT, EgressCall.get(sink.url() + "/").within(Duration.ofMillis(500)));
    }

    @Test(timeout = 10_000)
    public void cutsWhatIsTooLarge() {
        sink.reply((path, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] block = new byte[8192];
            while (true) {
                out.write(block);
            }
        });
        timely(EgressError.EGRESS_TOO_LARGE, EgressCall.get(sink.url() + "/").atMost(100_000));
        sink.reply(Sink.answer(200, "12345"));
        assertEquals(
                "12345", egress.call(EgressCall.get(sink.url() + "/").atMost(5)).text());
        failure(EgressError.EGRESS_TOO_LARGE, EgressCall.get(sink.url() + "/").atMost(4));
    }

    @Test
    public void saysNothingOfWhatTheOtherServerSaid() {
        sink.reply((path, out) -> out.write("SSH-2.0-secret banner\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        Problem problem = assertThrows(
                Problem.class,
                () -> egress.call(EgressCall.get(sink.url() + "/").within(Duration.ofSeconds(1))));
        String text = problem + problem.detail(java.util.Locale.ENGLISH) + problem.getCause();
        assertFalse(text, text.contains("banner") || text.contains("127.0.0.1"));
    }

    @Test
    public void followsRedirectsOnlyWhenAsked() {
        sink.reply((path, out) -> {
            if (path.equals("/end")) {
                Sink.write(out, 200, "here");
            } else {
                Sink.write(out, 302, "there", "Location: /end");
            }
        });
        assertEquals(302, egress.call(EgressCall.get(sink.url() + "/")).status());
        EgressAnswer answer =
                egress.call(EgressCall.get(sink.url() + "/").following(1).header("authorization", "Bearer t"));
        assertEquals("here", answer.text());
        assertEquals(sink.url() + "/end", answer.url());
        assertTrue("the same host keeps it", sink.requests.get(2).contains("authorization: Bearer t"));
    }

    @Test
    public void endsALoopOfRedirects() {
        sink.reply(Sink.answer(302, "", "Location: /again"));
        failure(EgressError.EGRESS_REDIRECTED, EgressCall.get(sink.url() + "/").following(3));
        assertEquals(4, sink.requests.size());
    }

    @Test
    public void judgesEveryHop() throws Exception {
        try (Sink inside = new Sink(Sink.answer(200, "secret"))) {
            sink.reply(Sink.answer(302, "", "Location: " + inside.url() + "/"));
            failure(EgressError.EGRESS_REFUSED, EgressCall.get(sink.url() + "/").following(3));
            sink.reply(Sink.answer(302, "", "Location: file:///etc/passwd"));
            failure(EgressError.EGRESS_REFUSED, EgressCall.get(sink.url() + "/").following(3));
            assertEquals(0, inside.connections.get());
        }
    }

    @Test
    public void credentialsStayWithTheirHost() throws Exception {
        try (Sink other = new Sink(Sink.answer(200, "other"))) {
            settings.put("allow", sink.endpoint() + "," + other.endpoint());
            egress.modified(settings());
            sink.reply(Sink.answer(307, "", "Location: " + other.url() + "/"));
            egress.call(EgressCall.get(sink.url() + "/")
                    .following(1)
                    .header("Authorization", "Bearer t")
                    .header("X-Api-Key", "k")
                    .header("Accept", "text/plain"));
            String request = other.requests.get(0).toLowerCase();
            assertFalse(request, request.contains("authorization") || request.contains("x-api-key"));
            assertTrue(request, request.contains("accept: text/plain"));
        }
    }

    @Test(timeout = 20_000)
    public void leavesATargetAloneThatFails() {
        sink.reply(Sink.answer(503, ""));
        for (int i = 0; i < Breaker.REMEMBERED; i++) {
            assertEquals(
                    503,
                    egress.call(EgressCall.post(sink.url() + "/", "text/plain", new byte[0]))
                            .status());
        }
        Problem problem = failure(EgressError.EGRESS_SUSPENDED, EgressCall.get(sink.url() + "/"));
        assertTrue(problem.retryAfter().isPresent());
        assertEquals(Breaker.REMEMBERED, sink.requests.size());
        assertEquals(1, egress.suspended());
        assertEquals(1, meters.gauge("egress_suspended_targets"), 0);
        settings.put("pause_ms", 10);
        egress.modified(settings());
        sink.reply(Sink.answer(200, ""));
        assertEquals(200, egress.call(EgressCall.get(sink.url() + "/")).status());
    }

    @Test
    public void repeatsWithinTheBudgetOnly() {
        settings.put("pause_ms", 600_000);
        var count = new AtomicInteger();
        // every fourth call fails, so the breaker stays closed
        sink.reply((path, out) -> Sink.write(out, count.incrementAndGet() % 4 == 0 ? 502 : 200, ""));
        for (int i = 0; i < 100; i++) {
            egress.call(EgressCall.get(sink.url() + "/").within(Duration.ofSeconds(5)));
        }
        int repeats = meters.count("egress_retries_total") - 1;
        assertEquals(100 + repeats, sink.requests.size());
        assertTrue(repeats + " repeats", repeats > 0 && repeats <= 10);
        int before = sink.requests.size();
        sink.reply(Sink.answer(502, ""));
        egress.call(EgressCall.post(sink.url() + "/", "text/plain", new byte[0]));
        assertEquals("a POST is sent once", before + 1, sink.requests.size());
    }

    @Test(timeout = 20_000)
    public void boundsWhatIsUnderWay() throws Exception {
        settings.put("at_once", 2);
        egress.modified(settings());
        sink.reply((path, out) -> {
            await();
            Sink.write(out, 200, "");
        });
        var results = new java.util.concurrent.LinkedBlockingQueue<Object>();
        for (int i = 0; i < 3; i++) {
            new Thread(() -> {
                        try {
                            results.add(egress.call(EgressCall.get(sink.url() + "/"))
                                    .status());
                        } catch (Problem e) {
                            results.add(e.code());
                        }
                    })
                    .start();
        }
        assertEquals(EgressError.EGRESS_BUSY, results.take());
        assertEquals(2, sink.requests.size());
        end.countDown();
        assertEquals(200, results.take());
        assertEquals(200, results.take());
    }

    @Test
    public void saysWhenNobodyListens() throws Exception {
        sink.close();
        failure(EgressError.EGRESS_UNREACHABLE, EgressCall.post(sink.url() + "/", "text/plain", new byte[0]));
    }

    @Test
    public void thePauseIsNotForAnswersThatAreTheCallersFault() {
        sink.reply(Sink.answer(404, ""));
        for (int i = 0; i < 30; i++) {
            assertEquals(404, egress.call(EgressCall.get(sink.url() + "/")).status());
        }
        assertEquals(30, sink.requests.size());
    }

    private void timely(EgressError error, EgressCall call) {
        long began = System.nanoTime();
        failure(error, call);
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(3));
    }

    private Problem failure(EgressError error, EgressCall call) {
        Problem problem = assertThrows(Problem.class, () -> egress.call(call));
        assertEquals(error, problem.code());
        return problem;
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EgressClient egress(Names.Book book) {
        return new EgressClient(settings(), meters, book, () -> logged);
    }

    private EgressSettings settings() {
        Map<String, Object> given = new HashMap<>(settings);
        return new EgressSettings() {
            @Override
            public String allow() {
                return (String) given.getOrDefault("allow", "");
            }

            @Override
            public String http_egress_allow() {
                return "";
            }

            @Override
            public boolean allow__http() {
                return (Boolean) given.getOrDefault("allow_http", false);
            }

            @Override
            public String ports() {
                return (String) given.getOrDefault("ports", "");
            }

            @Override
            public int connect__ms() {
                return 1000;
            }

            @Override
            public int read__ms() {
                return 10_000;
            }

            @Override
            public int at__once() {
                return (Integer) given.getOrDefault("at_once", 16);
            }

            @Override
            public int pause__ms() {
                return (Integer) given.getOrDefault("pause_ms", 30_000);
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return EgressSettings.class;
            }
        };
    }
}
