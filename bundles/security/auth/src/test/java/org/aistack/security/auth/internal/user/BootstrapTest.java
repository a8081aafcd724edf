package org.aistack.security.auth.internal.user;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.security.auth.internal.Scene;
import org.aistack.security.auth.internal.session.Tokens;
import org.junit.After;
import org.junit.Test;

public final class BootstrapTest {

    private final Scene scene = new Scene();
    private final Path file = scene.data.resolve("bootstrap-admin");
    private final Bootstrap bootstrap = new Bootstrap(
            scene.table, scene.users, scene.passwords, scene.first, Map.of("AISTACK_ADMIN_PASSWORD", "12345678"));

    @After
    public void close() {
        scene.close();
    }

    @Test
    public void aWeakFirstPasswordIsRefused() {
        assertTrue(scene.table.empty());
        assertFalse(Files.exists(file));
    }

    @Test
    public void thePasswordComesFromTheEnvironment() {
        bootstrap.run(Map.of("AISTACK_ADMIN_PASSWORD", "Correct-Horse-7"));
        Tokens tokens = scene.signIn("admin", "Correct-Horse-7");
        assertFalse(tokens.mustChangePassword());
        assertEquals(1, scene.roles.holders("admin").size());
        bootstrap.run(Map.of("AISTACK_ADMIN_PASSWORD", "Another-Horse-8"));
        scene.signIn("admin", "Correct-Horse-7");
    }

    @Test
    public void orFromAFile() throws Exception {
        Path secret = Files.writeString(scene.data.resolve("secret"), "Correct-Horse-7\n");
        bootstrap.run(Map.of("AISTACK_ADMIN_PASSWORD_FILE", secret.toString()));
        scene.signIn("admin", "Correct-Horse-7");
        assertFalse(Files.exists(file));
    }

    @Test
    public void orItIsRandomWrittenOnceAndMustBeChanged() throws Exception {
        bootstrap.run(Map.of());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String password = Files.readString(file).strip();
        assertEquals(20, password.length());
        assertTrue(scene.signIn("admin", password).mustChangePassword());
        assertFalse("read once, gone", Files.exists(file));
    }

    @Test
    public void usersAreListedAndFoundByTheirFilters() {
        scene.user("ann", "manager");
        scene.user("bob_x", "user");
        scene.user("张三", "user");
        scene.actions.disable(scene.list.byName("bob_x").orElseThrow().id());
        assertEquals("ann,bob_x,张三", names(Map.of()));
        assertEquals("ann", names(Map.of("role", "manager")));
        assertEquals("", names(Map.of("role", "nope")));
        assertEquals("bob_x", names(Map.of("status", "disabled")));
        assertEquals("bob_x", names(Map.of("q", "b_")));
        assertEquals("", names(Map.of("q", "%")));
        assertEquals("张三", names(Map.of("q", "张")));
        assertEquals("张三,bob_x,ann", names(Map.of("sort", "-username")));
    }

    private String names(Map<String, String> parameters) {
        scene.guard.as(TestGuard.person("me"));
        var given = new java.util.HashMap<String, java.util.List<String>>();
        parameters.forEach((name, value) -> given.put(name, java.util.List.of(value)));
        return String.join(
                ",",
                scene.list.list(ListRequest.of(UserList.SPEC, given)).items().stream()
                        .map(UserCard::username)
                        .toList());
    }
}
