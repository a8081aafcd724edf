package org.aistack.itests.contract;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.aistack.itests.Answer;
import org.aistack.itests.Container;
import org.aistack.itests.Rest;
import org.aistack.itests.Wait;
import org.junit.Test;

public class AccessContract extends Container {

    private static Answer signIn(String username, String password) {
        return ANYONE.form("/auth/token", Map.of("grant_type", "password", "username", username, "password", password));
    }

    @Test
    public void givesTokensForTheRightPasswordOnly() {
        Answer answer = signIn("admin", Rest.ADMIN_PASSWORD).expect(200);
        assertEquals("Bearer", answer.at("/token_type"));
        assertEquals("1800", answer.at("/expires_in"));
        assertNotNull(answer.at("/refresh_token"));
        assertEquals("no-store", answer.header("Cache-Control"));
        Answer wrong = signIn("admin", "wrong").expect(400);
        assertEquals("invalid_grant", wrong.at("/error"));
        assertEquals(wrong.text(), signIn("nobody-here", "wrong").expect(400).text());
        assertEquals(
                415,
                ANYONE.post("/auth/token", Map.of("grant_type", "password")).status());
        assertEquals(405, ANYONE.get("/auth/token").status());
        assertEquals(
                "unsupported_grant_type",
                ANYONE.form("/auth/token", Map.of("grant_type", "magic"))
                        .expect(400)
                        .at("/error"));
    }

    @Test
    public void turnsRefreshTokensOverAndEndsTheFamilyOnReuse() {
        String first = signIn("admin", Rest.ADMIN_PASSWORD).at("/refresh_token");
        Answer next = ANYONE.form("/auth/token", Map.of("grant_type", "refresh_token", "refresh_token", first))
                .expect(200);
        assertNotEquals(first, next.at("/refresh_token"));
        assertEquals(
                200, ANYONE.withToken(next.at("/access_token")).get("/auth/me").status());
        assertEquals(
                400,
                ANYONE.form("/auth/token", Map.of("grant_type", "refresh_token", "refresh_token", first))
                        .status());
        assertEquals(
                400,
                ANYONE.post("/auth/refresh", Map.of("refresh_token", next.at("/refresh_token")))
                        .status());
        Wait.until(
                "the session is over",
                Duration.ofSeconds(6),
                () -> ANYONE.withToken(next.at("/access_token")).get("/auth/me").status() == 401);
    }

    @Test
    public void tellsWhoIAm() {
        Answer me = admin().get("/auth/me").expect(200);
        assertEquals("admin", me.at("/username"));
        assertTrue(me.body().at("/roles").toString().contains("admin"));
        assertEquals(401, ANYONE.get("/auth/me").status());
    }

    @Test
    public void keepsRolesApart() {
        Rest user = admin().user("role-user", "user");
        Rest guest = admin().user("role-guest", "guest");
        Rest manager = admin().user("role-manager", "manager");
        assertEquals(403, user.get("/api/auth/users").status());
        assertEquals(200, manager.get("/api/auth/users").status());
        assertEquals(
                403, manager.post("/api/auth/users", Map.of("username", "x")).status());
        assertEquals(403, guest.get("/api/notes/notes").status());
        assertEquals(200, user.get("/api/notes/notes").status());
        assertEquals(403, user.get("/api/kernel/capabilities").status());
        assertEquals(
                403,
                user.post("/api/ingest/documents", Map.of("text", "x", "title", "x"))
                        .status());
    }

    @Test
    public void letsARoleChangeActOnLiveTokens() {
        Rest mover = admin().user("mover", "user");
        assertEquals(403, mover.get("/api/auth/users").status());
        String id = mover.get("/auth/me").at("/id");
        Answer roles = admin().get("/api/rbac/users/" + id + "/roles").expect(200);
        admin().put(
                        "/api/rbac/users/" + id + "/roles",
                        Map.of("roles", List.of("manager")),
                        "If-Match",
                        roles.header("ETag"))
                .expect(200);
        Wait.until(
                "the manager may",
                Duration.ofSeconds(6),
                () -> mover.get("/api/auth/users").status() == 200);
    }

    @Test
    public void keepsTheLastAdministrator() {
        String id = admin().get("/auth/me").at("/id");
        Answer roles = admin().get("/api/rbac/users/" + id + "/roles").expect(200);
        Answer answer = admin().put(
                        "/api/rbac/users/" + id + "/roles",
                        Map.of("roles", List.of("user")),
                        "If-Match",
                        roles.header("ETag"));
        assertEquals(answer.text(), 409, answer.status());
        assertEquals(
                409,
                admin().post("/api/auth/users/" + id + "/actions/disable", "").status());
    }

    @Test
    public void slowsDownGuessing() {
        admin().user("guessed", "user");
        for (int i = 0; i < 5; i++) {
            signIn("guessed", "wrong " + i).expect(400);
        }
        Answer slow = signIn("guessed", "Some-Secret-guessed").expect(429);
        assertNotNull(slow.header("Retry-After"));
    }

    @Test
    public void explainsPermissions() {
        Answer answer = admin().post(
                        "/api/rbac/permissions:compute",
                        Map.of("roles", List.of("user"), "ask", List.of("rag:read", "rag:write", "erp:read:finance")))
                .expect(200);
        assertEquals("true", answer.at("/results/0/allowed"));
        assertEquals("false", answer.at("/results/1/allowed"));
        assertEquals("true", answer.at("/results/2/allowed"));
    }
}
