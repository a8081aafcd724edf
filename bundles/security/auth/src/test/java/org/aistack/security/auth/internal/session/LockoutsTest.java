package org.aistack.security.auth.internal.session;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.function.Supplier;
import org.aistack.kernel.Problem;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.Scene;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public final class LockoutsTest {

    @Parameters(name = "{0}")
    public static Object[][] databases() {
        return new Object[][] {
            {"H2", (Supplier<TestDatabase>) TestDatabase::memory},
            {"PostgreSQL", (Supplier<TestDatabase>) TestDatabase::postgres}
        };
    }

    private static final String HOME = "192.0.2.7";

    private final Scene scene;
    private final Lockouts lockouts;

    public LockoutsTest(String name, Supplier<TestDatabase> database) {
        scene = new Scene(database.get());
        lockouts = scene.lockouts;
    }

    @After
    public void close() {
        scene.close();
    }

    @Test
    public void theFifthFailureStartsTheDelayWhetherTheNameExistsOrNot() {
        scene.user("ann");
        for (String name : new String[] {"ann", "nobody"}) {
            for (int i = 0; i < 5; i++) {
                assertSame(AuthError.INVALID_CREDENTIALS, code(name, "wrong-guess"));
            }
            assertSame("the right one is not even looked at", AuthError.SLOW_DOWN, code(name, Scene.PASSWORD));
            assertEquals(Duration.ofSeconds(30), wait(name));
        }
        scene.store.clock().advance(Duration.ofSeconds(29));
        assertSame(AuthError.SLOW_DOWN, code("ann", Scene.PASSWORD));
        assertEquals(Duration.ofSeconds(1), wait("ann"));
        scene.store.clock().advance(Duration.ofSeconds(1));
        scene.signIn("Ann", Scene.PASSWORD);
        assertSame("success forgets", AuthError.INVALID_CREDENTIALS, code("ann", "wrong-guess"));
    }

    @Test
    public void theDelayDoublesUpToAQuarterOfAnHour() {
        long[] expected = {30, 60, 120, 240, 480, 900, 900, 900};
        fail("ann", 4);
        for (long seconds : expected) {
            fail("ann", 1);
            assertEquals(Duration.ofSeconds(seconds), wait("ann"));
            scene.store.clock().advance(Duration.ofSeconds(seconds));
        }
    }

    @Test
    public void failuresDuringADelayDoNotLengthenIt() {
        fail("ann", 25);
        assertEquals(Duration.ofSeconds(30), wait("ann"));
    }

    @Test
    public void othersAndRunningSessionsGoOn() {
        scene.user("ann");
        scene.user("bob");
        Tokens running = scene.signIn("ann", Scene.PASSWORD);
        fail("ann", 5);
        assertTrue(scene.alive(running));
        assertTrue(scene.alive(scene.refresh(running)));
        scene.signIn("bob", Scene.PASSWORD);
    }

    @Test
    public void anAddressWithManyFailuresIsSlowedForFailingNamesOnly() {
        for (int i = 0; i < 60; i++) {
            lockouts.failed("name" + i, HOME);
        }
        assertSame(
                AuthError.SLOW_DOWN,
                assertThrows(Problem.class, () -> lockouts.enter("name1", HOME)).code());
        lockouts.enter("name1", "198.51.100.1").run();
        lockouts.enter("fresh", HOME).run();
        scene.store.clock().advance(Duration.ofSeconds(61));
        lockouts.enter("name1", HOME).run();
        lockouts.failed("name1", HOME);
        lockouts.enter("name1", HOME).run();
    }

    @Test
    public void afterADelayOneGuessAtATime() {
        fail("ann", 5);
        scene.store.clock().advance(Duration.ofSeconds(30));
        Runnable leave = lockouts.enter("ann", HOME);
        assertSame(
                AuthError.SLOW_DOWN,
                assertThrows(Problem.class, () -> lockouts.enter("ann", HOME)).code());
        leave.run();
        lockouts.enter("ann", HOME).run();
    }

    @Test
    public void aFailureCountsAlthoughTheRequestIsUndone() {
        for (int i = 0; i < 5; i++) {
            assertThrows(Problem.class, () -> scene.store.write(work -> scene.signIn("ann", "wrong-guess")));
        }
        assertSame(AuthError.SLOW_DOWN, code("ann", "wrong-guess"));
    }

    @Test
    public void nothingIsForgottenByARestartAndAllAfterADay() {
        fail("ann", 5);
        Lockouts again = new Lockouts(scene.store, scene.apart, scene.store.ids(), scene.store.clock());
        assertThrows(Problem.class, () -> again.enter("ann", HOME));
        scene.store.clock().advance(Duration.ofHours(25));
        again.enter("ann", HOME).run();
        again.failed("ann", HOME);
        again.enter("ann", HOME).run();
    }

    @Test
    public void anAdministratorLiftsIt() {
        fail("ann", 5);
        var lockout = lockouts.list().stream()
                .filter(l -> l.subject().equals("ann"))
                .findFirst()
                .orElseThrow();
        assertEquals(5, lockout.failures());
        lockouts.lift(lockout.id());
        lockouts.enter("ann", HOME).run();
        assertSame(
                AuthError.NO_LOCKOUT,
                assertThrows(Problem.class, () -> lockouts.lift(lockout.id())).code());
        assertFalse(lockouts.list().stream().anyMatch(l -> l.subject().equals("ann")));
    }

    @Test
    public void networksOfIpV6CountAsOne() {
        assertEquals("192.0.2.1", Lockouts.network("192.0.2.1"));
        assertEquals(Lockouts.network("2001:db8:1:2::1"), Lockouts.network("2001:db8:1:2:ffff::9"));
        assertFalse(Lockouts.network("2001:db8:1:2::1").equals(Lockouts.network("2001:db8:1:3::1")));
        assertEquals("192.0.2.1", Lockouts.network("::ffff:192.0.2.1"));
    }

    private void fail(String name, int times) {
        for (int i = 0; i < times; i++) {
            lockouts.failed(name, HOME);
        }
    }

    private Duration wait(String name) {
        return assertThrows(Problem.class, () -> lockouts.enter(name, HOME))
                .retryAfter()
                .orElseThrow();
    }

    private Object code(String name, String password) {
        return assertThrows(Problem.class, () -> scene.signIn(name, password)).code();
    }
}
