package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Sink;
import org.aistack.itests.Wait;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Durable events: subscribers, the live stream, webhooks to a receiver of this test, and whom the server calls. */
public class EventsContract extends Container {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HOOKS = "/api/kernel/webhooks";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Sink sink;
    private final List<String> made = new ArrayList<>();

    @Before
    public void open() throws IOException {
        sink = new Sink(SINK_PORT);
    }

    @After
    public void close() throws IOException {
        for (String id : made) {
            Answer hook = admin().get(HOOKS + "/" + id);
            if (hook.status() == 200) {
                admin().delete(HOOKS + "/" + id, "If-Match", hook.header("ETag"))
                        .expect(204);
            }
        }
        sink.close();
    }

    @Test
    public void deliversSignedFacts() throws Exception {
        Answer hook = hook("aistack/notes/NoteCreated");
        String secret = hook.at("/secret");
        String id = hook.at("/id");
        assertTrue(secret, secret.matches("whsec_[A-Za-z0-9+/=]{40,}"));
        assertEquals("shown once", null, admin().get(HOOKS + "/" + id).at("/secret"));
        assertFalse(admin().get(HOOKS).text().contains("whsec_"));
        Answer told = tell();
        String note = told.at("/id");
        Wait.until("the delivery", SOON, () -> sink.requests().size() == 1);
        Sink.Request request = sink.requests().get(0);
        JsonNode body = JSON.readTree(request.body());
        assertEquals("aistack/notes/NoteCreated", body.at("/topic").asText());
        assertEquals(note, body.at("/aggregate").asText());
        assertEquals(note, body.at("/data/note_id").asText());
        assertEquals(body.at("/event_id").asText(), request.header("webhook-id"));
        assertFalse("ids and versions, never text", new String(request.body(), StandardCharsets.UTF_8).contains("盘点"));
        assertEquals(signature(secret, request), request.header("webhook-signature"));
        assertEquals("what it belongs to", told.header("X-Request-Id"), request.header("x-request-id"));
        assertTrue(request.header("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
        Wait.until("its record", SOON, () -> count(id, "delivered") == 1);
        JsonNode delivery = admin().get(HOOKS + "/" + id + "/deliveries?status=delivered")
                .body()
                .at("/items/0");
        assertEquals(1, delivery.at("/attempts").asInt());
        assertEquals(200, delivery.at("/status_code").asInt());
    }

    @Test
    public void triesAgainGivesUpAndSendsAgain() {
        String id = hook("aistack/notes/NoteCreated").at("/id");
        sink.answer(500);
        note();
        Wait.until("dead", SOON, () -> count(id, "dead") == 1);
        List<Sink.Request> tries = sink.requests();
        assertEquals("one and three more", 4, tries.size());
        assertEquals(
                1,
                tries.stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct()
                        .count());
        Wait.until("the check", SOON, () -> admin().get("/api/kernel/health?tag=kernel")
                .text()
                .contains("failed to the end"));
        assertTrue(admin().get("/metrics").text().contains("kernel_webhook_deliveries_total{result=\"dead\",}"));
        sink.answer(204);
        String delivery =
                admin().get(HOOKS + "/" + id + "/deliveries?status=dead").at("/items/0/id");
        admin().post(HOOKS + "/" + id + "/deliveries/" + delivery + "/actions/redeliver", Map.of())
                .expect(200);
        Wait.until("delivered after all", SOON, () -> count(id, "delivered") == 1);
        assertEquals(0, count(id, "dead"));
    }

    @Test
    public void rotatesPingsAndReplays() throws Exception {
        Answer hook = hook("aistack/notes/*");
        String id = hook.at("/id");
        Answer rotated = admin().post(HOOKS + "/" + id + "/actions/rotate-secret", Map.of())
                .expect(200);
        assertNotEquals(hook.at("/secret"), rotated.at("/secret"));
        Answer ping = admin().post(HOOKS + "/" + id + "/actions/test", Map.of()).expect(202);
        Wait.until("the ping", SOON, () -> sink.requests().size() == 1);
        Sink.Request request = sink.requests().get(0);
        assertEquals(
                List.of(signature(rotated.at("/secret"), request), signature(hook.at("/secret"), request)),
                Arrays.asList(request.header("webhook-signature").split(" ")));
        Wait.until("its record", SOON, () -> "delivered"
                .equals(admin().get(ping.header("Location")).at("/status")));
        long position = admin().get(HOOKS + "/" + id).body().at("/position").asLong();
        String note = note();
        Wait.until("the two facts of the note", SOON, () -> sink.requests().size() == 3);
        admin().post(HOOKS + "/" + id + "/actions/replay", Map.of("from_position", position + 1))
                .expect(200);
        Wait.until("the same two again", SOON, () -> sink.requests().size() == 5);
        assertEquals(
                note,
                JSON.readTree(sink.requests().get(4).body()).at("/aggregate").asText());
        admin().post(HOOKS + "/" + id + "/actions/replay", Map.of("from_position", position + 1_000_000))
                .expect(422);
    }

    @Test
    public void aReceiverThatIsGoneIsToldNothingMore() {
        String id = hook("aistack/notes/NoteCreated").at("/id");
        sink.answer(410);
        note();
        Wait.until("deactivated", SOON, () -> "gone"
                .equals(admin().get(HOOKS + "/" + id).at("/inactive_reason")));
        admin().post(HOOKS + "/" + id + "/actions/test", Map.of()).expect(409);
    }

    @Test
    public void callsNobodyInside() {
        for (String url : List.of(
                "http://127.0.0.1:" + (SINK_PORT + 1) + "/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://100.64.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[fd00:ec2::254]/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://017700000001/",
                "https://１２７.0.0.1/",
                "https://user:pass@example.com/",
                "ftp://example.com/",
                "file:///etc/passwd")) {
            Answer answer = admin().post(HOOKS, Map.of("url", url, "topics", List.of("*")))
                    .expect(422);
            assertEquals(url, "kernel.egress-refused", answer.at("/code"));
            assertEquals("/url", answer.at("/errors/0/pointer"));
        }
        assertEquals(
                "kernel.bad-topic",
                admin().post(HOOKS, Map.of("url", sink.url(), "topics", List.of("notes")))
                        .expect(422)
                        .at("/code"));
        Rest reader = ANYONE.admin().user("events-reader", "user");
        reader.get(HOOKS).expect(403);
        ANYONE.get(HOOKS).expect(401);
    }

    @Test
    public void changesWithTheRightRevision() {
        Answer hook = hook("*");
        String path = HOOKS + "/" + hook.at("/id");
        assertEquals("\"v1\"", hook.header("ETag"));
        admin().patch(path, Map.of("active", false)).expect(428);
        Answer off = admin().patch(path, Map.of("active", false), "If-Match", "\"v1\"")
                .expect(200);
        assertEquals("\"v2\"", off.header("ETag"));
        admin().patch(path, Map.of("active", true), "If-Match", "\"v1\"").expect(412);
        assertEquals(
                "kernel.egress-refused",
                admin().patch(path, Map.of("url", "https://127.0.0.1/"), "If-Match", "\"v2\"")
                        .expect(422)
                        .at("/code"));
        admin().delete(path, "If-Match", "\"v2\"").expect(204);
        admin().get(path).expect(404);
    }

    @Test
    public void aSubscriberHearsAgainWithoutHarm() {
        note();
        String path = "/api/kernel/events/subscribers";
        Wait.until("caught up", SOON, () -> lag() == 0);
        Answer before = admin().get("/api/notes/tags").expect(200);
        double delivered = delivered();
        admin().post(path + "/notes.tag-counter/actions/replay", Map.of("from_position", 1))
                .expect(200);
        Wait.until("heard again", SOON, () -> lag() == 0 && delivered() > delivered);
        assertEquals(
                "twice is as good as once",
                before.text(),
                admin().get("/api/notes/tags").text());
        admin().post(path + "/nobody/actions/replay", Map.of("from_position", 1))
                .expect(404);
        admin().post(path + "/notes.tag-counter/actions/replay", Map.of("from_position", 0))
                .expect(422);
    }

    @Test
    public void theStreamGoesOnWhereItWas() throws Exception {
        String first = note();
        Wait.until("told", SOON, () -> lag() == 0);
        List<String> seen = stream(null, this::note, 2);
        String id = seen.get(0).substring("id: ".length());
        assertFalse("what was before is not shown", String.join("", seen).contains(first));
        String missed = note();
        List<String> resumed = stream(id, () -> null, 3);
        assertTrue(String.join("", resumed).contains(missed));
        assertTrue(resumed.get(0), resumed.get(0).equals("id: " + (Long.parseLong(id) + 1)));
    }

    /** The first {@code count} facts of the stream as lines. */
    private static List<String> stream(String last, java.util.function.Supplier<String> act, int count)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(URL + "/api/kernel/events/stream?topics=events"))
                .header(
                        "Authorization",
                        "Bearer "
                                + ANYONE.form(
                                                "/auth/token",
                                                Map.of(
                                                        "grant_type",
                                                        "password",
                                                        "username",
                                                        "admin",
                                                        "password",
                                                        Rest.ADMIN_PASSWORD))
                                        .at("/access_token"));
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        List<String> lines = new ArrayList<>();
        try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            boolean begun = false;
            int facts = 0;
            for (String line = in.readLine(); line != null && facts < count; line = in.readLine()) {
                if (!begun && line.startsWith(": open")) {
                    begun = true;
                    act.get();
                } else if (begun && (line.startsWith("id:") || line.startsWith("data:"))) {
                    lines.add(line);
                    facts += line.startsWith("data:") ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private Answer hook(String topic) {
        Answer hook = admin().post(HOOKS, Map.of("url", sink.url() + "/in", "topics", List.of(topic)))
                .expect(201);
        made.add(hook.at("/id"));
        return hook;
    }

    private String note() {
        return tell().at("/id");
    }

    private Answer tell() {
        return admin().post("/api/notes/notes", Map.of("title", "盘点", "body", "x", "tags", List.of("events")))
                .expect(201);
    }

    private static long count(String hook, String status) {
        return admin().get(HOOKS + "/" + hook)
                .body()
                .at("/deliveries/" + status)
                .asLong();
    }

    private static long lag() {
        for (JsonNode one : admin().get("/api/kernel/events/subscribers").body().at("/items")) {
            if (one.at("/name").asText().equals("notes.tag-counter")) {
                return one.at("/lag").asLong();
            }
        }
        return -1;
    }

    private static double delivered() {
        return admin().get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(
                        "kernel_events_delivered_total{subscriber=\"notes.tag-counter\",result=\"delivered\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String signature(String secret, Sink.Request request) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((request.header("webhook-id") + "." + request.header("webhook-timestamp") + ".")
                .getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body()));
    }
}
