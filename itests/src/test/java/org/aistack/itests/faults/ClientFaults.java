package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** F-18: slow and half-open clients, resets in the middle, aborted uploads. */
public class ClientFaults {

    private static final int BAD_CLIENTS = 60;
    private static final int UPLOADS = 20;

    @Test
    public void badClientsDisturbNobody() throws Exception {
        var history = new History();
        List<Socket> bad = new ArrayList<>();
        try (Server server = Server.unpacked("clients", Map.of("AISTACK_RATE_LIMIT", "off"))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            String token = token(server);
            try (var writers = new Writers("clients", 3, () -> admin, history, new AtomicInteger())) {
                writers.until(100); // warm
                writers.forgetSlowest();
                for (int i = 0; i < BAD_CLIENTS; i++) {
                    bad.add(halfOpen(server, i));
                }
                for (int i = 0; i < UPLOADS; i++) {
                    abortedUpload(server, token, i % 2 == 0);
                }
                reset(server);
                writers.until(200);
                System.out.println("F-18 bad clients: slowest write of the others " + writers.slowestMillis() + " ms");
                assertTrue("others wait at most 5 s: " + writers.slowestMillis(), writers.slowestMillis() < 5000);
            }
            for (Socket socket : bad) {
                socket.close();
            }
            Wait.until("uploads leave nothing", Duration.ofSeconds(60), () -> uploads(server) == 0);
            Invariants.hold(server, admin, "clients", history);
        }
    }

    private static String token(Server server) {
        return server.rest()
                .form(
                        "/auth/token",
                        Map.of("grant_type", "password", "username", "admin", "password", Rest.ADMIN_PASSWORD))
                .expect(200)
                .at("/access_token");
    }

    private static Socket open(Server server) throws IOException {
        URI url = URI.create(server.url());
        var socket = new Socket();
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), 5000);
        return socket;
    }

    /** Begins a request and never ends it. */
    private static Socket halfOpen(Server server, int i) throws IOException {
        Socket socket = open(server);
        String head =
                "POST /api/notes/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n";
        socket.getOutputStream()
                .write((i % 2 == 0 ? head.substring(0, 20 + i) : head + "\r\n{").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void abortedUpload(Server server, String token, boolean reset) throws IOException {
        try (Socket socket = open(server)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/ingest/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 10000000\r\n\r\n"
                            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[300_000]);
            out.flush();
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        }
    }

    /** Asks for much and goes away in the middle of the answer. */
    private static void reset(Server server) throws IOException {
        for (int i = 0; i < UPLOADS; i++) {
            try (Socket socket = open(server)) {
                socket.getOutputStream()
                        .write("GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertTrue(socket.getInputStream().read() > 0);
                socket.setSoLinger(true, 0);
            }
        }
        assertEquals(200, server.rest().get("/health/live").status());
    }

    private static long uploads(Server server) {
        try (var files = java.nio.file.Files.list(server.data().resolve("work/uploads"))) {
            return files.count();
        } catch (IOException e) {
            return -1;
        }
    }
}
