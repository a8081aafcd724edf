package org.aistack.kernel.rest.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.aistack.kernel.observe.Answered;
import org.aistack.kernel.rest.internal.door.Rates;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.AfterParam;
import org.junit.runners.Parameterized.BeforeParam;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Everything on both ways through CXF. */
@RunWith(Parameterized.class)
public class HttpTest {

    private static final String THINGS = "/api/sample/things";
    private static TestServer server;

    @Parameter
    public boolean shortPath;

    @Parameters(name = "short path: {0}")
    public static Object[] ways() {
        return new Object[] {true, false};
    }

    @BeforeParam
    public static void start(boolean shortPath) throws Exception {
        server = new TestServer(shortPath);
    }

    @AfterParam
    public static void stop() throws Exception {
        server.close();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertEquals(answer.body(), status, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertEquals(code, json.path("code").asText());
        assertEquals(status, json.path("status").asInt());
        assertEquals(
                answer.headers().firstValue("X-Request-Id").orElse("-"),
                json.path("request_id").asText());
        return json;
    }

    /** The last things happen after the client has its answer. */
    private static void eventually(java.util.function.BooleanSupplier condition) throws Exception {
        for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    @Test
    public void readsAThing() throws Exception {
        var answer = server.get(THINGS + "/x");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "{\"id\":\"x\",\"long_name\":\"name\",\"price\":\"100\",\"created_at\":\"2026-01-02T03:04:05Z\"}",
                answer.body());
        assertEquals("\"v7\"", header(answer, "ETag"));
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(answer, "Referrer-Policy"));
        assertEquals("application/json", header(answer, "Content-Type"));
        eventually(() -> server.recorded.contains("GET /api/sample/things/{id} 200 sample"));
    }

    @Test
    public void answersNotModified() throws Exception {
        var answer = server.get(THINGS + "/x", "If-None-Match", "\"v6\", \"v7\"");
        assertEquals(304, answer.statusCode());
        assertEquals("", answer.body());
        assertEquals("\"v7\"", header(answer, "ETag"));
        assertEquals(200, server.get(THINGS + "/x", "If-None-Match", "\"v8\"").statusCode());
    }

    @Test
    public void listsWithoutTotal() throws Exception {
        assertTrue(server.get(THINGS).body().endsWith("],\"next_cursor\":null}"));
    }

    @Test
    public void keepsAGoodRequestId() throws Exception {
        assertEquals("abc-1234", header(server.get(THINGS, "X-Request-Id", "abc-1234"), "X-Request-Id"));
        assertFalse("seven-1".equals(header(server.get(THINGS, "X-Request-Id", "seven-1"), "X-Request-Id")));
        assertFalse("a b c d e".equals(header(server.get(THINGS, "X-Request-Id", "a b c d e"), "X-Request-Id")));
    }

    @Test
    public void tellsEverybodyWhatWasAnswered() throws Exception {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var answer = server.get(THINGS + "/x", "X-Request-Id", "telling-1", "traceparent", parent);
        eventually(() ->
                server.answered.stream().anyMatch(a -> a.trace().requestId().equals("telling-1")));
        Answered told = server.answered.stream()
                .filter(a -> a.trace().requestId().equals("telling-1"))
                .findFirst()
                .orElseThrow();
        assertEquals("0af7651916cd43dd8448eb211c80319c", told.trace().traceId());
        assertEquals(answer.body().length(), told.bytes());
        assertTrue(told.user(), told.user().matches("[0-9a-f]{16}"));
        assertTrue(told.seconds() > 0);
    }

    @Test
    public void asksWhoItIsBeforeAnythingElse() throws Exception {
        var anonymous = server.send(server.to(THINGS + "/missing"));
        problem(anonymous, 401, "kernel.unauthenticated");
        assertEquals("Bearer realm=\"aistack\"", header(anonymous, "WWW-Authenticate"));
        var wrong = server.send(server.to(THINGS).header("Authorization", "Bearer nobody"));
        assertEquals("Bearer realm=\"aistack\", error=\"invalid_token\"", header(wrong, "WWW-Authenticate"));
        problem(server.json("POST", THINGS, "{broken", "Authorization", "Bearer x"), 401, "kernel.unauthenticated");
        problem(
                server.send(server.to(THINGS)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))),
                401,
                "kernel.unauthenticated");
        problem(server.get(THINGS + "/secret"), 403, "kernel.denied");
        assertTrue(server.raw("GET " + THINGS
                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ann\r\nAuthorization: Bearer ann\r\n\r\n")
                .startsWith("HTTP/1.1 400"));
    }

    @Test
    public void bindsTheCaller() throws Exception {
        assertEquals(
                "{\"caller\":\"anonymous\"}",
                server.send(server.to(THINGS + "/who")).body());
        assertEquals("{\"caller\":\"ann\"}", server.get(THINGS + "/who").body());
        problem(server.send(server.to(THINGS + "/me")), 401, "kernel.unauthenticated");
        JsonNode me = new ObjectMapper().readTree(server.get(THINGS + "/me").body());
        assertEquals("ann", me.path("caller").asText());
        assertTrue(me.path("nan").isNull() && me.path("nothing").isNull());
    }

    @Test
    public void speaksChineseAndEnglish() throws Exception {
        JsonNode zh = problem(server.get(THINGS + "/missing"), 404, "kernel.not-found");
        assertEquals("未找到", zh.path("detail").asText());
        assertEquals(THINGS + "/missing", zh.path("instance").asText());
        JsonNode en =
                problem(server.get(THINGS + "/missing", "Accept-Language", "en-GB,zh;q=0.5"), 404, "kernel.not-found");
        assertEquals("Not found", en.path("detail").asText());
    }

    @Test
    public void tellsNothingInternal() throws Exception {
        var answer = server.get(THINGS + "/broken");
        problem(answer, 500, "kernel.internal");
        assertFalse(answer.body().contains("secret"));
        assertFalse(answer.body().contains("IllegalState"));
    }

    @Test
    public void mapsWhatJaxRsRefuses() throws Exception {
        problem(server.get("/api/sample/nothing"), 404, "kernel.not-found");
        problem(server.json("DELETE", THINGS, ""), 405, "kernel.method-not-allowed");
        problem(server.get(THINGS, "Accept", "image/png"), 406, "kernel.not-acceptable");
        problem(server.json("POST", THINGS, "x", "Content-Type", "text/plain"), 415, "kernel.unsupported-type");
        problem(server.get(THINGS + "/"), 404, "kernel.not-found");
        problem(
                server.get(THINGS, "X-HTTP-Method-Override", "DELETE", "Accept", "image/png"),
                406,
                "kernel.not-acceptable");
        assertEquals(200, server.get(THINGS + "?_method=DELETE&_type=xml").statusCode());
    }

    @Test
    public void knowsAwayFromGone() throws Exception {
        problem(server.get("/api/nowhere/x"), 404, "kernel.capability-absent");
        var away = server.get("/api/away/x");
        problem(away, 503, "kernel.replaced");
        assertEquals("1", header(away, "Retry-After"));
        problem(server.get("/elsewhere"), 404, "kernel.not-found");
    }

    @Test
    public void redirectsHome() throws Exception {
        var answer = server.send(server.to("/"));
        assertEquals(303, answer.statusCode());
        assertEquals("/ui/", header(answer, "Location"));
    }

    @Test
    public void readsBodiesStrictly() throws Exception {
        assertEquals(201, server.json("POST", THINGS, "{\"long_name\":\"a\"}").statusCode());
        JsonNode unknown =
                problem(server.json("POST", THINGS, "{\"long_name\":\"a\",\"id\":1}"), 422, "sample.unknown-field");
        assertEquals("/id", unknown.at("/errors/0/pointer").asText());
        JsonNode deep = problem(
                server.json("POST", THINGS, "{\"long_name\":\"a\",\"lines\":[{\"text\":\"\",\"amount\":1}]}"),
                422,
                "sample.required");
        assertEquals("/lines/0/text", deep.at("/errors/0/pointer").asText());
        JsonNode type = problem(
                server.json("POST", THINGS, "{\"long_name\":\"a\",\"lines\":[{\"text\":\"a\",\"amount\":\"1\"}]}"),
                422,
                "sample.wrong-type");
        assertEquals("/lines/0/amount", type.at("/errors/0/pointer").asText());
        problem(server.json("POST", THINGS, "{\"long_name\":"), 400, "kernel.malformed-json");
        problem(server.json("POST", THINGS, ""), 400, "kernel.malformed-json");
        problem(server.json("POST", THINGS, "null"), 422, "sample.required");
    }

    @Test
    public void limitsBodies() throws Exception {
        String large = "{\"long_name\":\"" + "a".repeat(1 << 20) + "\"}";
        problem(server.json("POST", THINGS, large), 413, "kernel.body-too-large");
        HttpRequest.Builder chunked = server.to(THINGS)
                .header("Authorization", "Bearer ann")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes())));
        problem(server.send(chunked), 413, "kernel.body-too-large");
    }

    @Test
    public void resolvesLocations() throws Exception {
        var made = server.json("POST", THINGS, "{\"long_name\":\"a\"}");
        assertTrue(header(made, "Location"), header(made, "Location").startsWith("/api/sample/things/"));
        assertEquals("\"v1\"", header(made, "ETag"));
        assertEquals("/api/kernel/jobs/1", header(server.json("POST", THINGS + "/job", ""), "Location"));
    }

    @Test
    public void patches() throws Exception {
        assertEquals(
                "{\"long_name\":\"after\"}".replace("}", ",\"good\":null}"),
                server.json("PATCH", THINGS + "/1", "{\"long_name\":\"after\",\"good\":null}")
                        .body());
        problem(server.json("PATCH", THINGS + "/1", "{\"owner\":\"me\"}"), 422, "sample.unknown-field");
        problem(server.json("PATCH", THINGS + "/1", "{\"long_name\":null}"), 422, "sample.required");
        problem(server.json("PATCH", THINGS + "/1", "[]"), 422, "sample.wrong-type");
        assertEquals(
                200,
                server.json("PATCH", THINGS + "/1", "{}", "Content-Type", "application/merge-patch+json")
                        .statusCode());
    }

    @Test
    public void repeatsAnAnswer() throws Exception {
        var first = server.json("POST", THINGS, "{\"long_name\":\"k\"}", "Idempotency-Key", "key-1");
        var again = server.json("POST", THINGS, "{\"long_name\":\"k\"}", "Idempotency-Key", "key-1");
        assertEquals(201, again.statusCode());
        assertEquals(first.body(), again.body());
        assertEquals(header(first, "Location"), header(again, "Location"));
        assertEquals(header(first, "ETag"), header(again, "ETag"));
        assertEquals("application/json", header(again, "Content-Type"));
        assertEquals(null, header(first, "Idempotency-Replayed"));
        assertEquals("true", header(again, "Idempotency-Replayed"));
        problem(
                server.json("POST", THINGS, "{\"long_name\":\"l\"}", "Idempotency-Key", "key-1"),
                422,
                "kernel.key-reused");
        var other = server.json(
                "POST", THINGS, "{\"long_name\":\"k\"}", "Idempotency-Key", "key-1", "Authorization", "Bearer bob");
        assertFalse(other.body().equals(first.body()));
        problem(server.json("POST", THINGS, "{\"long_name\":\"k\"}", "Idempotency-Key", "a b"), 400, "kernel.bad-key");
    }

    @Test
    public void keepsNoFailure() throws Exception {
        int before = server.resource.made.get();
        for (int i = 0; i < 2; i++) {
            problem(
                    server.json("POST", THINGS, "{\"long_name\":\"conflict\"}", "Idempotency-Key", "key-2"),
                    409,
                    "kernel.conflict");
        }
        assertEquals(before + 2, server.resource.made.get());
    }

    private HttpResponse<String> upload(String content, String boundary, String... headers) throws Exception {
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n标题\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../报告.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "multipart/form-data; boundary=" + boundary;
        return server.json("POST", THINGS + "/files", body, all);
    }

    @Test
    public void takesUploads() throws Exception {
        String content = "\r\n--XX not the end\r\n".repeat(20_000);
        var answer = upload(content, "XXX");
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertEquals(answer.body(), 200, answer.statusCode());
        assertEquals("报告.txt", json.path("name").asText());
        assertEquals("标题", json.path("field").asText());
        assertEquals(content.length(), json.path("size").asInt());
        eventually(() -> !Files.exists(server.resource.uploaded));
        problem(upload("x".repeat(5 << 20), "XXX"), 413, "kernel.body-too-large");
        eventually(() -> server.folder.toFile().list().length == 0);
    }

    @Test
    public void repeatsAnUpload() throws Exception {
        int before = server.resource.made.get();
        var first = upload("same", "AAA", "Idempotency-Key", "up");
        var again = upload("same", "BBB", "Idempotency-Key", "up");
        assertEquals(first.body(), again.body());
        assertEquals(before + 1, server.resource.made.get());
        problem(upload("other", "BBB", "Idempotency-Key", "up"), 422, "kernel.key-reused");
    }

    @Test
    public void refusesBrokenUploads() throws Exception {
        String type = "multipart/form-data; boundary=X";
        problem(server.json("POST", THINGS + "/files", "nothing", "Content-Type", type), 400, "kernel.bad-request");
        String cut = "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\nabc";
        problem(server.json("POST", THINGS + "/files", cut, "Content-Type", type), 400, "kernel.bad-request");
        eventually(() -> server.folder.toFile().list().length == 0);
    }

    @Test
    public void streamsEvents() throws Exception {
        var answer = server.get(THINGS + "/events");
        assertEquals(200, answer.statusCode());
        assertTrue(header(answer, "Content-Type").startsWith("text/event-stream"));
        assertTrue(answer.body(), answer.body().contains("data: {\"n\":2}"));
        problem(server.send(server.to(THINGS + "/events")), 401, "kernel.unauthenticated");
    }

    @Test
    public void refusesOddAddresses() throws Exception {
        for (String path : new String[] {
            "/api/sample/things/..%2f", "/api//sample", "/api/./sample", "/api/sample/%2e%2e/x",
                    "/api/sample;x=1/things",
            "/api/sample/%00", "/api/sample/%zz", "/api/sample/%c0%af", "/api/sample/a%5cb", "/api/sample/%0a"
        }) {
            String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(path + " " + answer, answer.startsWith("HTTP/1.1 400"));
        }
        assertTrue(server.raw("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 405"));
    }

    @Test
    public void speaksAlsoForTheWebServer() throws Exception {
        server.get(THINGS);
        for (String head : new String[] {
            "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"
        }) {
            String answer = server.raw(head);
            assertTrue(answer, answer.contains("application/problem+json") && answer.contains("\"code\":\"kernel."));
        }
    }

    @Test
    public void describesItself() throws Exception {
        var answer = server.send(server.to("/openapi.json"));
        assertEquals(200, answer.statusCode());
        JsonNode json = new ObjectMapper().readTree(answer.body());
        JsonNode get = json.path("paths").path(THINGS + "/{id}").path("get");
        assertEquals("sample:read", get.path("x-permission").asText());
        assertTrue(json.path("paths")
                .path(THINGS + "/who")
                .path("get")
                .path("x-public")
                .asBoolean());
        String schemas = json.path("components").path("schemas").toString();
        assertTrue(schemas, schemas.contains("long_name") && !schemas.contains("longName"));
        assertFalse(schemas, schemas.contains("revision"));
    }

    @Test
    public void throttles() throws Exception {
        try (TestServer strict = new TestServer(new Rates.Quota(true, 60, 60, 2), shortPath)) {
            assertEquals("1", header(strict.get(THINGS), "X-RateLimit-Remaining"));
            assertEquals(200, strict.get(THINGS).statusCode());
            var refused = strict.get(THINGS);
            problem(refused, 429, "kernel.throttled");
            assertEquals("1", header(refused, "Retry-After"));
            assertEquals("60", header(refused, "X-RateLimit-Limit"));
            assertEquals("\"default\";q=60;w=60", header(refused, "RateLimit-Policy"));
        }
    }
}
