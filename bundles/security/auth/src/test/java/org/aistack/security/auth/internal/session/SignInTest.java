package org.aistack.security.auth.internal.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.aistack.kernel.Code;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.security.auth.AccessError;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.Scene;
import org.aistack.security.auth.internal.user.NewUser;
import org.aistack.security.auth.internal.user.UserCard;
import org.aistack.security.rbac.Roles;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class SignInTest {

    @Parameters(name = "{0}")
    public static Object[][] databases() {
        return new Object[][] {
            {"H2", (Supplier<TestDatabase>) TestDatabase::memory},
            {"PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres}
        };
    }

    private final Scene scene;

    public SignInTest(String name, Supplier<TestDatabase> database) {
        scene = new Scene(database.get());
    }

    @After
    public void close() {
        scene.close();
    }

    @Test
    public void aPasswordGivesATokenThatIsTheUser() {
        UserCard ann = scene.user("Ann", "manager");
        Tokens tokens = scene.signIn("ANN", Scene.PASSWORD);
        Caller caller = scene.live.authenticate("bearer", tokens.accessToken()).orElseThrow();
        assertEquals(ann.id(), caller.id());
        assertEquals(java.util.Set.of("manager"), caller.roles());
        assertEquals(Duration.ofMinutes(30), tokens.expiresIn());
        assertEquals(Duration.ofDays(7), tokens.refreshExpiresIn());
        assertTrue(tokens.refreshToken().startsWith("art_"));
        assertFalse(scene.live.authenticate("basic", tokens.accessToken()).isPresent());
        assertFalse(scene.live.authenticate("bearer", tokens.refreshToken()).isPresent());
        assertEquals(1, scene.recorded.sum("auth_logins_total", "success"), 0);
    }

    @Test
    public void whoCannotComeInLearnsNothing() {
        UserCard ann = scene.user("ann");
        scene.user("bob");
        scene.actions.disable(ann.id());
        scene.users.create(new NewUser("carl", null, null, null, null, null, null));
        for (String name : List.of("ann", "nobody", "carl")) {
            refused(AuthError.INVALID_CREDENTIALS, () -> scene.signIn(name, Scene.PASSWORD));
        }
        refused(AuthError.INVALID_CREDENTIALS, () -> scene.signIn("bob", "Some-Secret-2"));
        assertEquals(4, scene.recorded.sum("auth_logins_total", "failure"), 0);
    }

    @Test
    public void aRefreshTokenIsGoodOnce() {
        scene.user("ann");
        Tokens first = scene.signIn("ann", Scene.PASSWORD);
        scene.store.clock().advance(Duration.ofDays(1));
        Tokens second = scene.refresh(first);
        assertNotEquals(first.refreshToken(), second.refreshToken());
        assertEquals("counted from the sign-in", Duration.ofDays(6), second.refreshExpiresIn());
        assertTrue(scene.alive(second));
        refused(AuthError.INVALID_REFRESH, () -> scene.refresh(first));
        refused(AuthError.INVALID_REFRESH, () -> scene.refresh(second));
        assertFalse("the whole family is dead", scene.alive(second));
        assertEquals(1, scene.recorded.sum("auth_refresh_reuse_total"), 0);
    }

    @Test
    public void ofParallelUsesAtMostOneSucceeds() throws Exception {
        scene.user("ann");
        for (int round = 0; round < 5; round++) {
            Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
            var start = new CountDownLatch(1);
            var threads = Executors.newFixedThreadPool(8);
            List<Future<Tokens>> uses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                uses.add(threads.submit(() -> {
                    start.await();
                    return scene.refresh(tokens);
                }));
            }
            start.countDown();
            int won = 0;
            for (Future<Tokens> use : uses) {
                try {
                    use.get();
                    won++;
                } catch (ExecutionException e) {
                    assertSame(AuthError.INVALID_REFRESH, ((Problem) e.getCause()).code());
                }
            }
            threads.shutdown();
            assertTrue(won + " of 8 succeeded", won <= 1);
            assertFalse(scene.alive(tokens));
        }
    }

    @Test
    public void aRefreshTokenBelongsToItsClientSessionAndTime() {
        UserCard ann = scene.user("ann");
        Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
        refused(AuthError.INVALID_REFRESH, () -> scene.signIn.refresh(tokens.refreshToken(), null, Clients.CLI));
        assertTrue("another client's attempt harms nobody", scene.alive(tokens));
        refused(AuthError.INVALID_REFRESH, () -> scene.signIn.refresh("art_nonsense", null, Clients.CONSOLE));
        refused(AuthError.INVALID_SCOPE, () -> scene.signIn.refresh(tokens.refreshToken(), "more", Clients.CONSOLE));
        scene.actions.endSessions(ann.id());
        refused(AuthError.INVALID_REFRESH, () -> scene.refresh(tokens));
        Tokens late = scene.signIn("ann", Scene.PASSWORD);
        scene.store.clock().advance(Duration.ofDays(7));
        refused(AuthError.INVALID_REFRESH, () -> scene.refresh(late));
        Tokens disabled = scene.signIn("ann", Scene.PASSWORD);
        scene.actions.disable(ann.id());
        assertFalse(scene.alive(disabled));
        refused(AuthError.INVALID_REFRESH, () -> scene.refresh(disabled));
        scene.actions.enable(ann.id());
        refused(AuthError.INVALID_REFRESH, () -> scene.refresh(disabled));
    }

    @Test
    public void revokingEndsTheSessionOfTheOwnClientOnly() {
        scene.user("ann");
        Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
        scene.sessions.revoke(tokens.refreshToken(), Clients.CLI);
        assertTrue(scene.alive(tokens));
        scene.sessions.revoke(tokens.refreshToken(), Clients.CONSOLE);
        assertFalse(scene.alive(tokens));
        scene.sessions.revoke("art_nonsense", Clients.CONSOLE);
    }

    @Test
    public void changesReachRunningTokensAtOnceHereAndSoonFromElsewhere() {
        UserCard ann = scene.user("ann", "manager");
        Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
        assertEquals(java.util.Set.of("manager"), caller(tokens).roles());
        scene.roles.assign(ann.id(), java.util.Set.of("guest"));
        assertEquals(java.util.Set.of("guest"), caller(tokens).roles());
        // as another node would end it: nobody here hears of it
        scene.store.write(work -> work.session()
                .createQuery("update SessionRow s set s.endedAt = s.createdAt")
                .executeUpdate());
        assertTrue(scene.alive(tokens));
        scene.store.clock().advance(Duration.ofMillis(4_999));
        assertFalse(scene.alive(tokens));
    }

    @Test
    public void aTokenCostsNoQueryWhileItIsFresh() {
        scene.user("ann");
        Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
        assertTrue(scene.alive(tokens));
        scene.store.closeUnit();
        for (int i = 0; i < 1_000; i++) {
            assertTrue(scene.alive(tokens));
        }
    }

    @Test
    public void anExpiredTokenIsDeadAlthoughItIsRemembered() {
        scene.user("ann");
        Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
        assertTrue(scene.alive(tokens));
        scene.store.clock().advance(Duration.ofMinutes(31));
        assertFalse(scene.alive(tokens));
    }

    @Test
    public void whoMustChangeThePasswordCanDoNothingElse() {
        scene.users.create(new NewUser("ann", Scene.PASSWORD, null, null, null, List.of("admin"), null));
        Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
        assertTrue(tokens.mustChangePassword());
        assertEquals(java.util.Set.of(Roles.NEW_PASSWORD_FIRST), caller(tokens).roles());
        scene.guard.as(caller(tokens));
        refused(AuthError.PASSWORD_WRONG, () -> change("wrong-guess", "Other-Secret-2"));
        refused(AuthError.PASSWORD_WEAK, () -> change(Scene.PASSWORD, Scene.PASSWORD));
        refused(AuthError.PASSWORD_WEAK, () -> change(Scene.PASSWORD, "12345678"));
        Tokens other = scene.signIn("ann", Scene.PASSWORD);
        change(Scene.PASSWORD, "Other-Secret-2");
        assertEquals(java.util.Set.of("admin"), caller(tokens).roles());
        assertFalse("other sessions end", scene.alive(other));
        refused(AuthError.INVALID_CREDENTIALS, () -> scene.signIn("ann", Scene.PASSWORD));
        assertFalse(scene.signIn("ann", "Other-Secret-2").mustChangePassword());
    }

    @Test
    public void sessionsAreListedAndEndedByTheirOwnerAlone() {
        UserCard ann = scene.user("ann");
        scene.user("bob");
        Tokens first = scene.signIn("ann", Scene.PASSWORD);
        Tokens second = scene.signIn("ann", Scene.PASSWORD);
        String foreign = caller(scene.signIn("bob", Scene.PASSWORD)).session();
        String current = caller(second).session();
        List<Session> sessions = scene.sessions.list(ann.id(), current);
        assertEquals(2, sessions.size());
        assertEquals(1, sessions.stream().filter(Session::current).count());
        refused(AuthError.NO_SESSION, () -> end(ann.id(), foreign));
        scene.sessions.endAllBut(ann.id(), current);
        assertFalse(scene.alive(first));
        assertTrue(scene.alive(second));
    }

    @Test
    public void nobodyDisablesOrDeletesThemselves() {
        UserCard ann = scene.user("ann", "admin");
        scene.guard.as(TestGuard.person(ann.id(), "admin"));
        refused(AccessError.SELF_LOCKOUT, () -> disable(ann.id()));
        refused(AccessError.SELF_LOCKOUT, () -> remove(ann.id(), ann.revision()));
        assertEquals("active", scene.users.get(ann.id()).status());
    }

    @Test
    public void onlyAnAdministratorTouchesOne() {
        UserCard admin = scene.user("root2", "admin");
        scene.guard.revoke("*").grant("user:update", "user:delete");
        refused(org.aistack.kernel.KernelError.DENIED, () -> {
            scene.actions.resetPassword(admin.id(), "Other-Secret-2", false);
            return null;
        });
        refused(org.aistack.kernel.KernelError.DENIED, () -> remove(admin.id(), admin.revision()));
    }

    @Test
    public void aDeletedUserIsGoneAndTheNameStaysTaken() {
        UserCard ann = scene.user("ann");
        Tokens tokens = scene.signIn("ann", Scene.PASSWORD);
        scene.actions.remove(ann.id(), ann.revision());
        assertFalse(scene.alive(tokens));
        refused(AuthError.NO_USER, () -> scene.users.get(ann.id()));
        refused(AuthError.USERNAME_TAKEN, () -> scene.user("ANN"));
        refused(AuthError.INVALID_CREDENTIALS, () -> scene.signIn("ann", Scene.PASSWORD));
        assertFalse(scene.list.byName("ann").isPresent());
    }

    @Test
    public void aWeakerHashIsReplacedAtSignIn() {
        UserCard ann = scene.user("ann");
        String old = new String(at.favre.lib.crypto.bcrypt.BCrypt.withDefaults().hash(5, Scene.PASSWORD.toCharArray()));
        scene.store.write(work -> work.session()
                .createNativeQuery("update auth_user set password_hash = ?1")
                .setParameter(1, old)
                .executeUpdate());
        scene.signIn("ann", Scene.PASSWORD);
        String hash = scene.table.named("ann").orElseThrow().passwordHash();
        assertTrue(hash, hash.startsWith("$2b$10$"));
        assertEquals(
                "signing in is no change",
                ann.revision(),
                scene.users.get(ann.id()).revision());
        scene.signIn("ann", Scene.PASSWORD);
    }

    @Test
    public void aProfileIsChangedWithItsRevision() {
        UserCard ann = scene.user("ann");
        Patch same = new Patch() {
            @Override
            public <T> T apply(T current) {
                return current;
            }
        };
        UserCard changed = scene.users.change(ann.id(), ann.revision(), new Patch() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> T apply(T current) {
                return (T) new org.aistack.security.auth.internal.user.ProfileContent("Ann", "ann@example.com", "en");
            }
        });
        assertEquals("Ann", changed.displayName());
        assertTrue(changed.revision() > ann.revision());
        refused(org.aistack.kernel.KernelError.STALE, () -> scene.users.change(ann.id(), ann.revision(), same));
    }

    private Caller caller(Tokens tokens) {
        return scene.live.authenticate("bearer", tokens.accessToken()).orElseThrow();
    }

    private Object change(String from, String to) {
        scene.profile.changePassword(from, to, Scene.HERE.address());
        return null;
    }

    private Object end(String user, String session) {
        scene.sessions.end(user, session);
        return null;
    }

    private Object disable(String id) {
        scene.actions.disable(id);
        return null;
    }

    private Object remove(String id, long revision) {
        scene.actions.remove(id, revision);
        return null;
    }

    private static void refused(Code code, Callable<?> action) {
        assertSame(code, assertThrows(Problem.class, action::call).code());
    }
}
