package org.aistack.security.auth.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.kernel.testkit.TestCursors;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestGuard;
import org.aistack.kernel.testkit.TestStore;
import org.aistack.security.auth.internal.password.Passwords;
import org.aistack.security.auth.internal.session.Clients;
import org.aistack.security.auth.internal.session.LiveTokens;
import org.aistack.security.auth.internal.session.Lockouts;
import org.aistack.security.auth.internal.session.SessionBook;
import org.aistack.security.auth.internal.session.SignIn;
import org.aistack.security.auth.internal.session.TokenDesk;
import org.aistack.security.auth.internal.session.Tokens;
import org.aistack.security.auth.internal.session.Visit;
import org.aistack.security.auth.internal.token.AccessTokens;
import org.aistack.security.auth.internal.token.KeyRing;
import org.aistack.security.auth.internal.user.FirstPassword;
import org.aistack.security.auth.internal.user.NewUser;
import org.aistack.security.auth.internal.user.Profile;
import org.aistack.security.auth.internal.user.UserActions;
import org.aistack.security.auth.internal.user.UserBook;
import org.aistack.security.auth.internal.user.UserCard;
import org.aistack.security.auth.internal.user.UserList;
import org.aistack.security.auth.internal.user.UserTable;

/** Everything of the capability, put together by hand on a database in memory. */
public final class Scene implements AutoCloseable {

    public static final String PASSWORD = "Some-Secret-1";
    public static final Visit HERE = new Visit("test", "192.0.2.7");

    public final TestStore store;
    public final TestGuard guard = TestGuard.open();
    public final FakeRoles roles = new FakeRoles();
    public final RecordingMeters recorded = new RecordingMeters();
    public final Path data = folder();
    public final AuthSettings settings;
    public final Apart apart = new Apart();
    public final FirstPassword first = new FirstPassword(data);
    public final UserTable table;
    public final AuthMeters meters = new AuthMeters(recorded);
    public final Passwords passwords;
    public final AccessTokens tokens;
    public final LiveTokens live;
    public final SessionBook sessions;
    public final Lockouts lockouts;
    public final SignIn signIn;
    public final UserBook users;
    public final UserActions actions;
    public final UserList list;
    public final Profile profile;

    public Scene() {
        this(TestDatabase.memory());
    }

    public Scene(TestDatabase database) {
        store = database.store("auth");
        var clock = store.clock();
        settings = TestSettings.quick();
        table = new UserTable(store, first, clock);
        lockouts = new Lockouts(store, apart, store.ids(), clock);
        passwords = new Passwords(settings, meters);
        tokens = new AccessTokens(new KeyRing(data.resolve("keys"), settings, clock), settings, store.ids(), clock);
        live = new LiveTokens(tokens, store, roles, meters, clock);
        sessions = new SessionBook(store, live, apart, settings, store.ids(), clock);
        var desk = new TokenDesk(tokens, roles, settings, clock);
        signIn = new SignIn(table, sessions, lockouts, passwords, desk, settings, meters, clock);
        users = new UserBook(store, passwords, roles, guard, store.ids(), clock);
        actions = new UserActions(store, sessions, passwords, roles, guard, clock);
        list = new UserList(store, table, roles, new TestCursors(), guard);
        profile = new Profile(store, users, sessions, lockouts, passwords, roles, guard, clock);
    }

    public UserCard user(String name, String... roles) {
        return users.create(new NewUser(name, PASSWORD, null, null, null, List.of(roles), false));
    }

    public Tokens signIn(String name, String password) {
        return signIn.password(name, password, null, Clients.CONSOLE, HERE);
    }

    public Tokens refresh(Tokens tokens) {
        return signIn.refresh(tokens.refreshToken(), null, Clients.CONSOLE);
    }

    public boolean alive(Tokens tokens) {
        return live.authenticate("bearer", tokens.accessToken()).isPresent();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("auth-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
        try (var files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
