package org.aistack.itests.perf;

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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What happens before and after a load: signing in, seeding, checking the ledger, asking for metrics. */
public final class Api {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI url;
    private final String password;
    private volatile String token;

    /** Signs in as {@code admin} and makes sure that it is our server that answers. */
    Api(URI url, String password) {
        this.url = url;
        this.password = password;
        signIn();
        String title = get("/openapi.json").at("/info/title").asText();
        if (!"AI Stack".equals(title)) {
            throw new IllegalStateException("somebody else answers at " + url + ": " + title);
        }
    }

    void signIn() {
        JsonNode tokens = parse(form(password));
        token = tokens.path("access_token").asText(null);
        if (token == null) {
            throw new IllegalStateException("no token at " + url + ": " + tokens);
        }
    }

    /** The refresh token of a new session. */
    String another() {
        return parse(form(password)).path("refresh_token").asText();
    }

    private String form(String secret) {
        return send(HttpRequest.newBuilder(url.resolve("/auth/token"))
                        .header("Content-Type", Shot.FORM)
                        .POST(HttpRequest.BodyPublishers.ofString(password("admin", secret))))
                .body();
    }

    static String password(String user, String secret) {
        return "grant_type=password&username=" + user + "&password="
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    }

    public URI url() {
        return url;
    }

    public String token() {
        return token;
    }

    public String password() {
        return password;
    }

    public JsonNode get(String path) {
        return parse(text(path));
    }

    /** The answer's text whatever its status. */
    public String text(String path) {
        return send(request(path).GET()).body();
    }

    public int status(String path) {
        return send(request(path).GET()).statusCode();
    }

    public JsonNode post(String path, Map<String, ?> body) {
        try {
            return post(path, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public JsonNode post(String path, String json) {
        HttpResponse<String> answer =
                send(request(path).header("Content-Type", Shot.JSON).POST(HttpRequest.BodyPublishers.ofString(json)));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return parse(answer.body());
    }

    /** As one unit of work on the server, and once however often it is sent. */
    JsonNode once(String path, String json, String key) {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", Shot.JSON)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return parse(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(120))
                .header("Accept-Language", "en")
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
