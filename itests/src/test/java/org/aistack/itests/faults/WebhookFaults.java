package org.aistack.itests.faults;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.aistack.itests.faults.history.History;
import org.aistack.itests.process.Server;
import org.junit.Test;

/** F-19: receivers of webhooks that are dead, slow or wrong. The others and the server do not notice. */
public class WebhookFaults {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void aDeadReceiverDisturbsNobody() throws IOException {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        var history = new History();
        HttpServer receiver = receiver(heard);
        int port = receiver.getAddress().getPort();
        String allow = "127.0.0.1:" + port + ",127.0.0.1:9";
        try (Server server =
                Server.unpacked("hooks", Map.of("AISTACK_RATE_LIMIT", "off", "AISTACK_EGRESS_ALLOW", allow))) {
            server.start().awaitReady();
            Rest admin = server.rest().admin();
            String good = hook(admin, "http://127.0.0.1:" + port + "/good");
            hook(admin, "http://127.0.0.1:" + port + "/slow");
            hook(admin, "http://127.0.0.1:" + port + "/wrong");
            hook(admin, "http://127.0.0.1:9/dead");
            try (var writers = new Writers("hooks", 3, () -> admin, history, new AtomicInteger())) {
                writers.until(100);
                server.kill();
            }
            server.start().awaitReady();
            Rest again = server.rest().admin();
            Invariants.hold(server, again, "hooks", history);
            int notes = Invariants.titles(again, "hooks").size();
            Wait.until("the good receiver heard of all " + notes, Duration.ofSeconds(120), () -> heard.size() >= notes);
            assertEquals(200, server.rest().get("/health/ready").status());
            assertTrue(
                    again.get("/api/kernel/webhooks/" + good).expect(200).text().contains("delivered"));
            System.out.println(
                    "F-19 dead, slow and wrong receivers, kill -9: the good one heard of all " + notes + " notes");
        } finally {
            receiver.stop(0);
        }
    }

    private static String hook(Rest admin, String url) {
        return admin.post("/api/kernel/webhooks", Map.of("url", url, "topics", List.of("aistack/notes/NoteCreated")))
                .expect(201)
                .at("/id");
    }

    private static HttpServer receiver(Set<String> heard) throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        receiver.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        receiver.createContext("/good", exchange -> {
            var body = JSON.readTree(exchange.getRequestBody());
            heard.add(body.path("aggregate").asText());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.createContext("/slow", exchange -> {
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        receiver.createContext("/wrong", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }
}
