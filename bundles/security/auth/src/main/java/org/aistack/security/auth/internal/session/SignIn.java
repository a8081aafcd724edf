package org.aistack.security.auth.internal.session;

import java.time.Clock;
import java.util.Optional;
import org.aistack.kernel.Id;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.AuthMeters;
import org.aistack.security.auth.internal.AuthSettings;
import org.aistack.security.auth.internal.password.Passwords;
import org.aistack.security.auth.internal.session.SessionBook.Opened;
import org.aistack.security.auth.internal.store.SessionRow;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;
import org.aistack.security.auth.internal.user.UserTable;
import org.aistack.security.auth.internal.user.Usernames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The grants: from a password, or a refresh token, to tokens. */
@Component(service = SignIn.class)
public final class SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final UserTable users;
    private final SessionBook sessions;
    private final Lockouts lockouts;
    private final Passwords passwords;
    private final TokenDesk desk;
    private final AuthSettings settings;
    private final AuthMeters meters;
    private final Clock clock;

    @Activate
    public SignIn(
            @Reference UserTable users,
            @Reference SessionBook sessions,
            @Reference Lockouts lockouts,
            @Reference Passwords passwords,
            @Reference TokenDesk desk,
            @Reference AuthSettings settings,
            @Reference AuthMeters meters,
            @Reference Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.lockouts = lockouts;
        this.passwords = passwords;
        this.desk = desk;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        meters.sessions(sessions::alive);
    }

    /** Signs in. Unknown name, wrong password and disabled user are told apart by nothing, time included. */
    public Tokens password(String username, String password, String scope, Clients client, Visit visit) {
        if (!settings.passwordGrant()) {
            throw Problem.of(AuthError.UNAUTHORIZED_CLIENT);
        }
        mustBeKnown(scope);
        String name = Usernames.claimed(username);
        try {
            Runnable leave = lockouts.enter(name, visit.address());
            try {
                UserRow user = check(name, password, visit);
                return desk.tokens(user, sessions.open(user.id(), client, visit));
            } finally {
                leave.run();
            }
        } catch (Problem e) {
            meters.login(result(e));
            throw e;
        }
    }

    private UserRow check(String name, String password, Visit visit) {
        Optional<UserRow> user = users.named(name);
        boolean right =
                passwords.matches(password, user.map(UserRow::passwordHash).orElse(null));
        if (!right || !user.get().active()) {
            lockouts.failed(name, visit.address());
            throw Problem.of(AuthError.INVALID_CREDENTIALS);
        }
        if (!users.signedIn(user.get(), rehashed(user.get(), password))) {
            throw Problem.of(AuthError.INVALID_CREDENTIALS);
        }
        lockouts.cleared(name);
        meters.login("success");
        return user.get();
    }

    /** The hash in today's strength; the old one when it is good enough, or when there is no room for the work now. */
    private String rehashed(UserRow user, String password) {
        if (!passwords.outdated(user.passwordHash())) {
            return user.passwordHash();
        }
        try {
            return passwords.hash(password);
        } catch (Problem busy) {
            return user.passwordHash();
        }
    }

    private static String result(Problem problem) {
        boolean later = problem.code() == AuthError.SLOW_DOWN || problem.code() == AuthError.BUSY;
        return later ? "delayed" : "failure";
    }

    /** Exchanges a refresh token. One that was exchanged before betrays a copy: then its session ends. */
    public Tokens refresh(String refreshToken, String scope, Clients client) {
        mustBeKnown(scope);
        SessionRow session = sessions.owner(refreshToken)
                .filter(owner -> owner.clientId().equals(client.id()))
                .orElseThrow(this::refused);
        UserRow user = users.find(session.userId()).filter(UserRow::active).orElseThrow(this::refused);
        Optional<Opened> opened = sessions.rotate(refreshToken);
        if (opened.isEmpty()) {
            betrayed(session);
            throw refused();
        }
        meters.refreshed("success");
        return desk.tokens(user, opened.get());
    }

    private void betrayed(SessionRow session) {
        if (session.endedAt() == null && session.expiresAt().isAfter(Utc.of(clock.instant()))) {
            LOG.warn("A refresh token of session {} came a second time; the session was ended", Id.text(session.id()));
            meters.reused();
            sessions.endForSure(Id.text(session.id()));
        }
    }

    private Problem refused() {
        meters.refreshed("failure");
        return Problem.of(AuthError.INVALID_REFRESH);
    }

    private static void mustBeKnown(String scope) {
        if (scope != null && !scope.isBlank() && !TokenDesk.SCOPE.equals(scope.strip())) {
            throw Problem.of(AuthError.INVALID_SCOPE);
        }
    }
}
