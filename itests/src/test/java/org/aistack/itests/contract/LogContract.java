package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;
import org.slf4j.LoggerFactory;

/** What the server writes down. */
public class LogContract extends Container {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static List<String> lines(String file) {
        try {
            Path path = Path.of(System.getProperty("karaf.log"), file);
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode line(String file, String part) throws IOException {
        Wait.until(part + " in " + file, Duration.ofSeconds(5), () -> lines(file).stream()
                .anyMatch(line -> line.contains(part)));
        List<String> found =
                lines(file).stream().filter(line -> line.contains(part)).toList();
        assertEquals(found.toString(), 1, found.size());
        return JSON.readTree(found.get(0));
    }

    @Test
    public void anEventIsOneLineWhateverItsWords() throws IOException {
        var failure = new IllegalStateException("bad\n{\"level\":\"INFO\"}\u001b[2J");
        LoggerFactory.getLogger("org.aistack.itests.log").warn("evil-7c1\r\nINFO faked\u001b[31m\u0000", failure);
        JsonNode line = line("aistack.log", "evil-7c1");
        assertEquals("WARN", line.path("level").asText());
        assertEquals("org.aistack.itests.log", line.path("logger").asText());
        assertEquals(
                "evil-7c1\r\nINFO faked\u001b[31m\u0000", line.path("message").asText());
        assertEquals(
                "java.lang.IllegalStateException",
                line.path("error").path("type").asText());
        assertTrue(line.path("error").path("stack").asText().contains("LogContract"));
        assertTrue(line.path("ts").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertFalse(line.path("bundle").asText().isEmpty());
        assertFalse(lines("aistack.log").stream().anyMatch(text -> text.chars().anyMatch(c -> c < ' ')));
    }

    @Test
    public void everyRequestIsInTheAccessLogWithoutItsCallersName() throws IOException {
        Rest admin = admin();
        String id = admin.get("/auth/me").expect(200).at("/id");
        String request = "access-" + System.nanoTime();
        int length = admin.get(
                        "/api/notes/notes?q=secret-words",
                        "X-Request-Id",
                        request,
                        "traceparent",
                        "00-" + TRACE + "-b7ad6b7169203331-01")
                .expect(200)
                .text()
                .getBytes(StandardCharsets.UTF_8)
                .length;
        JsonNode line = line("access.log", request);
        assertEquals("GET", line.path("method").asText());
        assertEquals("/api/notes/notes", line.path("route").asText());
        assertEquals(200, line.path("status").asInt());
        assertEquals(length, line.path("bytes").asInt());
        assertEquals("notes", line.path("capability").asText());
        assertEquals(TRACE, line.path("trace_id").asText());
        assertTrue(line.path("ms").asDouble() > 0);
        assertTrue(line.path("user").asText().matches("[0-9a-f]{16}"));
        assertNotEquals(id, line.path("user").asText());
        assertFalse(lines("access.log").stream().anyMatch(text -> text.contains("secret-words") || text.contains(id)));
    }

    @Test
    public void secretsAreNeverWritten() throws IOException {
        String password = "Leaky-Secret-91x";
        ANYONE.form("/auth/token", Map.of("grant_type", "password", "username", "admin", "password", password));
        Rest wrong = ANYONE.withToken("leaky.token.91x");
        String request = "secret-" + System.nanoTime();
        wrong.get("/auth/me", "X-Request-Id", request);
        line("access.log", request);
        for (String file : List.of("aistack.log", "access.log")) {
            for (String secret : List.of(password, "leaky.token.91x", Rest.ADMIN_PASSWORD)) {
                assertFalse(file, lines(file).stream().anyMatch(text -> text.contains(secret)));
            }
        }
    }
}
