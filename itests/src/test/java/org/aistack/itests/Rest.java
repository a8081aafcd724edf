package org.aistack.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A REST client, as strict as a script with curl. */
public final class Rest {

    public static final String ADMIN_PASSWORD = "Correct-Horse-7";

    static {
        // the server closes connections that idle for 30 s; a client that does not know would send into a closed one
        System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String url;
    private final String token;

    private Rest(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Nobody in particular. */
    public static Rest at(String url) {
        return new Rest(url, null);
    }

    /** The same server, asked by somebody else. */
    public Rest signIn(String username, String password) {
        Answer answer = form(
                        "/auth/token", Map.of("grant_type", "password", "username", username, "password", password))
                .expect(200);
        return new Rest(url, answer.at("/access_token"));
    }

    public Rest admin() {
        return signIn("admin", ADMIN_PASSWORD);
    }

    public Rest withToken(String other) {
        return new Rest(url, other);
    }

    /** A new user with these roles, signed in. */
    public Rest user(String username, String... roles) {
        String password = "Some-Secret-" + username;
        post(
                        "/api/auth/users",
                        Map.of(
                                "username",
                                username,
                                "password",
                                password,
                                "roles",
                                roles,
                                "must_change_password",
                                false))
                .expect(201);
        return at(url).signIn(username, password);
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Asks without waiting for the answer. */
    public CompletableFuture<Answer> getLater(String path, String... headers) {
        return HTTP.sendAsync(request(path, headers).GET().build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(Rest::answer);
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    public Answer post(String path, Object body, String... headers) {
        return json("POST", path, body, headers);
    }

    public Answer patch(String path, Object body, String... headers) {
        return json("PATCH", path, body, headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return json("PUT", path, body, headers);
    }

    /** A body as it is, with its content type. */
    public Answer raw(String method, String path, String type, byte[] body, String... headers) {
        return send(
                request(path, headers).header("Content-Type", type).method(method, BodyPublishers.ofByteArray(body)));
    }

    public Answer form(String path, Map<String, String> members, String... headers) {
        String body = members.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return raw("POST", path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** A file as a browser sends it, with further text parts. */
    public Answer upload(String path, String fileName, byte[] content, Map<String, String> fields, String... headers) {
        String boundary = "----boundary7d9f";
        var head = new StringBuilder();
        fields.forEach((name, value) -> head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                + name + "\"\r\n\r\n" + value + "\r\n"));
        head.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        byte[] before = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[before.length + content.length + after.length];
        System.arraycopy(before, 0, body, 0, before.length);
        System.arraycopy(content, 0, body, before.length, content.length);
        System.arraycopy(after, 0, body, before.length + content.length, after.length);
        return raw("POST", path, "multipart/form-data; boundary=" + boundary, body, headers);
    }

    private Answer json(String method, String path, Object body, String... headers) {
        try {
            byte[] bytes =
                    body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body);
            return raw(method, path, "application/json", bytes, headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var builder = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(90));
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return answer(HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), parse(response.body()), response.body());
    }

    private static JsonNode parse(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
