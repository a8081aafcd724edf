package org.aistack.security.auth.internal.user;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;
import org.junit.Test;

public final class UsernamesTest {

    @Test
    public void spellingsOfOneNameAreOneName() {
        for (String name : List.of("admin", "Admin", "ADMIN", "ａｄｍｉｎ", "ⓐdmin", "𝐚dmin")) {
            assertEquals(name, "admin", Usernames.canonical(name));
        }
        assertEquals(Usernames.canonical("strasse"), Usernames.canonical("Straße"));
        assertEquals(Usernames.canonical("\u00e9tienne"), Usernames.canonical("e\u0301tienne"));
    }

    @Test
    public void whatCannotBeSeenIsRefused() {
        for (String name : List.of(
                "ad\u200bmin",
                "ad\u200dmin",
                "\ufeffadmin",
                "ad\u0000min",
                "ad\nmin",
                "ad\u202emin",
                "ad\u00admin",
                " admin",
                "admin ",
                "admin\u3000",
                "ad\tmin",
                "a",
                "",
                "x".repeat(65),
                "ad\u3164min",
                "ad\ufe0fmin")) {
            refused(AuthError.USERNAME_INVALID, name);
        }
    }

    @Test
    public void scriptsThatLookAlikeAreNotMixed() {
        refused(AuthError.USERNAME_AMBIGUOUS, "\u0430dmin");
        refused(AuthError.USERNAME_AMBIGUOUS, "adm\u03b9n");
        assertEquals("张san", Usernames.canonical("张San"));
        assertEquals("田中たろう", Usernames.canonical("田中たろう"));
        assertEquals("иван", Usernames.canonical("Иван"));
        assertEquals("li.wei-2", Usernames.canonical("Li.Wei-2"));
    }

    @Test
    public void aClaimedNameAlwaysHasAForm() {
        assertEquals("admin", Usernames.claimed("ADMIN"));
        assertEquals(64, Usernames.claimed("x".repeat(10_000)).length());
        assertEquals("", Usernames.claimed(""));
    }

    private static void refused(AuthError code, String name) {
        Problem problem = assertThrows(name, Problem.class, () -> Usernames.canonical(name));
        assertSame(name, code, problem.code());
    }
}
