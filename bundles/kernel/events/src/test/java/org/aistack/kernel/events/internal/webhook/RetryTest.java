package org.aistack.kernel.events.internal.webhook;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.Problem;
import org.junit.Test;

public class RetryTest {

    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final List<Duration> SCHEDULE =
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));

    @Test
    public void waitsLongerEachTimeAndThenNoMore() {
        List<Long> waits = new ArrayList<>();
        for (int attempt = 1; attempt <= SCHEDULE.size(); attempt++) {
            waits.add(wait(attempt, 0, null));
        }
        assertEquals(List.of(5L, 300L, 1800L, 7200L), waits);
        assertEquals(Optional.empty(), Retry.next(SCHEDULE, 5, 0, null, NOW));
        assertEquals(Optional.empty(), Retry.next(SCHEDULE, 5, 0, "60", NOW));
        assertEquals("a fifth more at most", 360, wait(2, 1, null));
    }

    @Test
    public void comesWhenTheReceiverWants() {
        assertEquals(60, wait(1, 0, "60"));
        assertEquals("not sooner than planned", 300, wait(2, 0, "60"));
        assertEquals(90, wait(1, 0, "Sun, 1 Nov 2026 08:01:30 GMT"));
        assertEquals("in the past", 5, wait(1, 0, "Sun, 1 Nov 2026 07:00:00 GMT"));
        assertEquals("a day at most", 86_400, wait(1, 0, "999999999"));
        for (String nonsense : List.of("", "soon", "-1", "1e9", "99999999999999999999")) {
            assertEquals(nonsense, 5, wait(1, 0, nonsense));
        }
    }

    @Test
    public void signs() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,woH/1mJtZGSMCmpFTxRYbStS24eLLD/oXIYr4PYyZ7g=",
                Signature.of(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAA"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        body));
    }

    @Test
    public void makesSecrets() {
        String secret = Signature.secret(new SecureRandom());
        assertTrue(secret, secret.matches("whsec_[A-Za-z0-9+/]{43}="));
    }

    @Test
    public void knowsTopics() {
        for (String good : List.of("*", "aistack/notes/*", "aistack/notes/NoteCreated")) {
            assertEquals(List.of(good), content(good).topics());
        }
        for (String bad : List.of(
                "",
                "**",
                "notes",
                "aistack/*",
                "aistack/notes",
                "aistack/notes/%",
                "aistack/Notes/*",
                "aistack/notes/note*",
                "a/notes/*")) {
            Problem problem = assertThrows(bad, Problem.class, () -> content(bad));
            assertEquals("/topics/0", problem.violations().get(0).pointer());
        }
        assertThrows(Problem.class, () -> new WebhookContent("https://x", List.of(), null, null));
        assertThrows(Problem.class, () -> new WebhookContent(null, null, null, null));
        assertTrue(content("*").active());
    }

    private static WebhookContent content(String topic) {
        return new WebhookContent("https://example.com/", List.of(topic), null, null);
    }

    private static long wait(int attempt, double chance, String retryAfter) {
        return Duration.between(
                        NOW,
                        Retry.next(SCHEDULE, attempt, chance, retryAfter, NOW).orElseThrow())
                .toSeconds();
    }
}
