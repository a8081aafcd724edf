package org.aistack.security.auth.internal.user;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.EntityManager;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Versioned;
import org.aistack.security.auth.UserChanged;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.password.PasswordRules;
import org.aistack.security.auth.internal.password.Passwords;
import org.aistack.security.auth.internal.session.Lockouts;
import org.aistack.security.auth.internal.session.SessionBook;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;
import org.aistack.security.auth.internal.token.Claims;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people see and change about themselves. */
@Component(service = Profile.class)
public final class Profile {

    /** Who I am, what I may, and how I came in. */
    public record Me(
            String id,
            String username,
            String displayName,
            String email,
            String locale,
            List<String> roles,
            List<String> permissions,
            boolean mfaEnabled,
            boolean mustChangePassword,
            String clientId,
            String sessionId,
            Instant tokenExpiresAt,
            Instant createdAt,
            Instant lastLoginAt,
            long revision)
            implements Versioned {}

    private final Store<EntityManager> store;
    private final UserBook users;
    private final SessionBook sessions;
    private final Lockouts lockouts;
    private final Passwords passwords;
    private final Roles roles;
    private final Guard guard;
    private final Clock clock;

    @Activate
    public Profile(
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference UserBook users,
            @Reference SessionBook sessions,
            @Reference Lockouts lockouts,
            @Reference Passwords passwords,
            @Reference Roles roles,
            @Reference Guard guard,
            @Reference Clock clock) {
        this.store = store;
        this.users = users;
        this.sessions = sessions;
        this.lockouts = lockouts;
        this.passwords = passwords;
        this.roles = roles;
        this.guard = guard;
        this.clock = clock;
    }

    /** @param token what the token of the call says; empty when the caller came without one */
    public Me me(Optional<Claims> token) {
        Caller caller = guard.caller();
        UserCard card = users.get(caller.id());
        Set<String> may = roles.permissions(caller.roles());
        return new Me(
                card.id(),
                card.username(),
                card.displayName(),
                card.email(),
                card.locale(),
                card.roles(),
                List.copyOf(new TreeSet<>(may)),
                card.mfaEnabled(),
                card.mustChangePassword(),
                token.map(Claims::client).orElse(null),
                caller.session(),
                token.map(Claims::expiresAt).orElse(null),
                card.createdAt(),
                card.lastLoginAt(),
                card.revision());
    }

    /** @param revision absent when the change is meant for whatever is there */
    public void change(Optional<Long> revision, Patch patch) {
        users.change(guard.caller().id(), revision, patch);
    }

    /** Sets another password and ends all other sessions. Guessing the current one is slowed down like signing in. */
    public void changePassword(String current, String next, String address) {
        Caller caller = guard.caller();
        UserRow user = store.read(em -> UserTable.get(em, caller.id()));
        confirm(user, current, address);
        if (current.equals(next)) {
            throw Problem.at("/new_password", AuthError.PASSWORD_WEAK);
        }
        PasswordRules.check("/new_password", next, user.username(), user.email());
        String hash = passwords.hash(next);
        store.write(work -> {
            EntityManager em = work.session();
            UserRow row = UserTable.get(em, caller.id());
            row.password(hash, false, Utc.of(clock.instant()));
            sessions.endAllBut(caller.id(), caller.session());
            em.flush();
            work.publish(new UserChanged(caller.id(), row.revision()));
            return null;
        });
    }

    private void confirm(UserRow user, String password, String address) {
        Runnable leave = lockouts.enter(user.canonical(), address);
        try {
            if (!passwords.matches(password, user.passwordHash())) {
                lockouts.failed(user.canonical(), address);
                throw Problem.at("/current_password", AuthError.PASSWORD_WRONG);
            }
        } finally {
            leave.run();
        }
    }
}
