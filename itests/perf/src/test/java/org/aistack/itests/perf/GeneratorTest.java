package org.aistack.itests.perf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Both generators against a small server: they count what is right, what is wrong and what is late. */
public class GeneratorTest {

    private static final Shot.Check RIGHT = Shot.json(200, "\"ok\":true");

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private URI url;

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        server.setExecutor(threads);
        server.createContext("/right", e -> answer(e, 200, "{\"ok\":true}"));
        server.createContext("/wrong", e -> answer(e, 200, "{\"ok\":false}"));
        server.createContext("/busy", e -> {
            e.getResponseHeaders().set("Retry-After", "2");
            answer(e, 503, "{}");
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @After
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        asked.incrementAndGet();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", Shot.JSON);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Tally run(Plan.Generator generator, String path) {
        return generator.run(Plan.open(200, 0.5, 4), n -> Shot.get(path, "token", RIGHT));
    }

    @Test
    public void asksAsOftenAsPlanned() {
        for (Plan.Generator generator : new Plan.Generator[] {new Wire(url), new Client(url)}) {
            asked.set(0);
            Tally tally = run(generator, "/right");
            assertEquals(tally.errors().toString(), 100, tally.good());
            assertEquals(0, tally.bad());
            assertEquals(100, asked.get());
            assertTrue(tally.percentile(50) > 0);
        }
    }

    @Test
    public void aWrongBodyIsAnError() {
        for (Plan.Generator generator : new Plan.Generator[] {new Wire(url), new Client(url)}) {
            Tally tally = run(generator, "/wrong");
            assertEquals(0, tally.good());
            assertEquals(Map.of("wrong body", 100L), tally.errors());
        }
    }

    @Test
    public void refusalsAreCountedApart() {
        for (Plan.Generator generator : new Plan.Generator[] {new Wire(url), new Client(url)}) {
            Tally tally = run(generator, "/busy");
            assertEquals(100, tally.refusals());
            assertEquals(0, tally.withoutRetryAfter());
        }
    }

    @Test
    public void nobodyThereIsAnError() {
        Tally tally = new Client(URI.create("http://127.0.0.1:1"))
                .run(Plan.open(50, 0.2, 2), n -> Shot.get("/", null, RIGHT));
        assertEquals(0, tally.good());
        assertEquals(10, tally.bad());
    }

    @Test
    public void readsAnswersInPieces() {
        byte[] chunked = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertNull(Reply.parse(chunked, chunked.length - 4));
        Reply reply = Reply.parse(chunked, chunked.length);
        assertEquals("{\"a\":1}", new String(reply.body(), StandardCharsets.US_ASCII));
        assertEquals(200, reply.status());
        byte[] empty = "HTTP/1.1 304 Not Modified\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0, Reply.parse(empty, empty.length).body().length);
    }
}
