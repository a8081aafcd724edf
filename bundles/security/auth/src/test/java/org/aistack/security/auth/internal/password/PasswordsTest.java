package org.aistack.security.auth.internal.password;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.aistack.kernel.Problem;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.AuthMeters;
import org.aistack.security.auth.internal.TestSettings;
import org.junit.After;
import org.junit.Test;

public final class PasswordsTest {

    private final AuthMeters meters = new AuthMeters(new RecordingMeters());
    private final Passwords passwords = new Passwords(TestSettings.quick(), meters, 1);

    @After
    public void stop() {
        passwords.stop();
    }

    @Test
    public void weakOnesAreRefused() {
        for (String weak : List.of(
                "",
                "short",
                "1234567",
                "12345678",
                "Password",
                "QWERTYUIOP",
                "zaq12wsx",
                "aaaaaaaaaaaa",
                "23456789",
                "hgfedcba",
                "ann.smith",
                "ANN.SMITH",
                "ann@example.com",
                "AI Stack",
                "aistack1",
                "AIStack-2026",
                "with\0nul1")) {
            refused(AuthError.PASSWORD_WEAK, weak);
        }
        refused(AuthError.PASSWORD_WEAK, null);
    }

    @Test
    public void ordinaryOnesPassWithoutCompositionRules() {
        for (String good :
                List.of("correct horse battery", "Some-Secret-1", "密码密码密码密码", "  spaces  ", "ёжик-в-тумане")) {
            PasswordRules.check("/password", good, "ann.smith", "ann@example.com");
        }
    }

    @Test
    public void seventyTwoBytesAreTheLimitAndCountInFull() {
        String longest = "x".repeat(71) + "y";
        PasswordRules.check("/password", longest, "ann", null);
        String hash = passwords.hash(longest);
        assertTrue(passwords.matches(longest, hash));
        assertFalse(passwords.matches("x".repeat(72), hash));
        assertFalse(passwords.matches("x".repeat(71), hash));
        refused(AuthError.PASSWORD_TOO_LONG, longest + "z");
        refused(AuthError.PASSWORD_TOO_LONG, "密".repeat(25));
        assertFalse("a longer guess with the same beginning", passwords.matches(longest + "z", hash));
    }

    @Test
    public void everyCharacterCountsAsSent() {
        String hash = passwords.hash("Caf\u00e9 noir ");
        assertTrue(passwords.matches("Caf\u00e9 noir ", hash));
        assertFalse(passwords.matches("Caf\u00e9 noir", hash));
        assertFalse(passwords.matches("Cafe\u0301 noir ", hash));
        assertFalse(passwords.matches("caf\u00e9 noir ", hash));
    }

    @Test
    public void hashesDescribeThemselvesAndComeFromElsewhereToo() {
        String hash = passwords.hash("Some-Secret-1");
        assertTrue(hash, hash.startsWith("$2b$10$") && hash.length() == 60);
        assertFalse(passwords.outdated(hash));
        assertTrue(passwords.outdated(hash.replace("$10$", "$08$")));
        String other = new String(
                BCrypt.with(BCrypt.Version.VERSION_2Y).hash(5, "Some-Secret-1".getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.US_ASCII);
        assertTrue(passwords.matches("Some-Secret-1", other));
        assertTrue(passwords.outdated(other));
    }

    @Test
    public void nobodyTakesAsLongAsSomebody() {
        String hash = passwords.hash("Some-Secret-1");
        long known = fastest(() -> passwords.matches("wrong-guess", hash));
        long unknown = fastest(() -> passwords.matches("wrong-guess", null));
        long tooLong = fastest(() -> passwords.matches("x".repeat(100), hash));
        assertEquals(1.0, (double) unknown / known, 0.3);
        assertEquals(1.0, (double) tooLong / known, 0.3);
    }

    @Test
    public void aFullQueueIsSaidAtOnce() throws Exception {
        Passwords slow = new Passwords(TestSettings.with(Map.of("bcrypt__cost", 13)), meters, 1);
        var callers = Executors.newFixedThreadPool(5);
        // one is worked on, four wait
        for (int i = 0; i < 5; i++) {
            callers.submit(() -> slow.matches("a guess", null));
        }
        long start = System.nanoTime();
        while (slow.waiting() < 4) {
            Thread.sleep(5);
            assertTrue(System.nanoTime() - start < 5_000_000_000L);
        }
        Problem busy = assertThrows(Problem.class, () -> slow.matches("a guess", null));
        assertSame(AuthError.BUSY, busy.code());
        assertEquals(1, busy.retryAfter().orElseThrow().toSeconds());
        slow.stop();
        callers.shutdownNow();
    }

    private static long fastest(Callable<Boolean> check) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long start = System.nanoTime();
            try {
                assertFalse(check.call());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private static void refused(AuthError code, String password) {
        Problem problem = assertThrows(
                password,
                Problem.class,
                () -> PasswordRules.check("/password", password, "Ann.Smith", "ann@example.com"));
        assertSame(password, code, problem.code());
    }
}
