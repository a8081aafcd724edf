package org.aistack.kernel.rest.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Four requests at once, three wait for two seconds at most. */
@RunWith(Parameterized.class)
public class OverloadTest {

    private static final String WAIT = "/api/sample/things/wait";

    @Parameter
    public boolean shortPath;

    private TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @Parameters(name = "short path: {0}")
    public static Object[] ways() {
        return new Object[] {true, false};
    }

    @Before
    public void start() throws Exception {
        server = new TestServer(shortPath);
    }

    @After
    public void stop() throws Exception {
        server.resource.door.release(1_000);
        server.close();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }

    private List<CompletableFuture<HttpResponse<String>>> ask(int times) {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(client.sendAsync(
                    server.to(WAIT).header("Authorization", "Bearer ann").build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        return asked;
    }

    private static long count(List<CompletableFuture<HttpResponse<String>>> answers, int status) {
        return answers.stream().filter(a -> a.join().statusCode() == status).count();
    }

    @Test
    public void whoWaitsIsServedInTurn() throws Exception {
        var first = ask(4);
        until(() -> server.resource.begun.get() == 4);
        var second = ask(3);
        Thread.sleep(50);
        assertEquals(4, server.resource.begun.get());
        server.resource.door.release(7);
        assertEquals(4, count(first, 200));
        assertEquals(3, count(second, 200));
        // nothing is left over: the next one runs at once
        server.resource.door.release(1);
        assertEquals(200, server.get(WAIT).statusCode());
        assertTrue(server.rejected.isEmpty());
    }

    @Test
    public void moreThanTheQueueHoldsIsRefusedAtOnce() throws Exception {
        ask(4);
        until(() -> server.resource.begun.get() == 4);
        var more = ask(10);
        until(() -> more.stream().filter(CompletableFuture::isDone).count() >= 7);
        var refused = more.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .findFirst()
                .orElseThrow();
        assertEquals(503, refused.statusCode());
        assertTrue(refused.body(), refused.body().contains("\"kernel.overloaded\""));
        int seconds =
                Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(seconds >= 1 && seconds <= 5);
        assertTrue(server.rejected.contains("admission"));
        // and the others hear that it took too long, although nothing moves
        assertEquals(10, count(more, 503));
        until(() -> server.rejected.contains("deadline"));
        assertEquals(4, server.resource.begun.get());
    }

    @Test
    public void whoWaitedTooLongIsNotServedLate() throws Exception {
        ask(4);
        until(() -> server.resource.begun.get() == 4);
        var late = ask(2);
        assertEquals(2, count(late, 503));
        server.resource.door.release(4);
        until(() ->
                server.recorded.stream().filter(r -> r.endsWith(" 200 sample")).count() == 4);
        assertEquals(4, server.resource.begun.get());
        server.resource.door.release(1);
        assertEquals(200, server.get(WAIT).statusCode());
    }

    @Test
    public void aSlowBodyCostsNoWorker() throws Exception {
        List<Socket> slow = new ArrayList<>();
        String head = "POST /api/sample/things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n"
                + "Content-Type: application/json\r\nContent-Length: 19\r\n\r\n";
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket("localhost", server.port());
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((head + "{\"long").getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        assertEquals(200, server.get("/api/sample/things/x").statusCode());
        slow.get(0).getOutputStream().write("_name\":\"abc\"}".getBytes(StandardCharsets.US_ASCII));
        assertTrue(first(slow.get(0)).startsWith("HTTP/1.1 201"));
        String answer = first(slow.get(1));
        assertTrue(answer, answer.startsWith("HTTP/1.1 408"));
        assertTrue(server.rejected.contains("slow"));
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    public void aSlowBodyOfUnknownLengthCostsNoWorkerEither() throws Exception {
        String head = "POST /api/sample/things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"long\r\n";
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket("localhost", server.port());
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        assertEquals(200, server.get("/api/sample/things/x").statusCode());
        slow.get(0).getOutputStream().write("d\r\n_name\":\"abc\"}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertTrue(first(slow.get(0)).startsWith("HTTP/1.1 201"));
        for (Socket socket : slow) {
            socket.close();
        }
        try (Socket large = new Socket("localhost", server.port())) {
            large.setSoTimeout(5_000);
            large.getOutputStream().write((head + "200000\r\n").getBytes(StandardCharsets.US_ASCII));
            large.getOutputStream().write(new byte[1 << 20]);
            assertTrue(first(large).startsWith("HTTP/1.1 413"));
        }
    }

    private static String first(Socket socket) throws Exception {
        byte[] buffer = new byte[4_000];
        int n = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(0, n), StandardCharsets.US_ASCII);
    }
}
