package org.aistack.security.auth.internal.user;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.persistence.EntityManager;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.rest.Match;
import org.aistack.security.auth.AccessError;
import org.aistack.security.auth.UserChanged;
import org.aistack.security.auth.UserDeleted;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.password.PasswordRules;
import org.aistack.security.auth.internal.password.Passwords;
import org.aistack.security.auth.internal.session.SessionBook;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What administrators do to users. Whoever would do it to an administrator must be one. */
@Component(service = UserActions.class)
public final class UserActions {

    private final Store<EntityManager> store;
    private final SessionBook sessions;
    private final Passwords passwords;
    private final Roles roles;
    private final Guard guard;
    private final Clock clock;

    @Activate
    public UserActions(
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference SessionBook sessions,
            @Reference Passwords passwords,
            @Reference Roles roles,
            @Reference Guard guard,
            @Reference Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.roles = roles;
        this.guard = guard;
        this.clock = clock;
    }

    /** What can be done to a user now. */
    public List<String> possible(String id) {
        boolean active = store.read(em -> UserTable.get(em, id)).active();
        return List.of(active ? "disable" : "enable", "unlock", "reset-password", "end-sessions");
    }

    /** Ends all sessions and lets nobody sign in. */
    public void disable(String id) {
        change(id, (work, row) -> {
            mustBe(row, UserRow.ACTIVE);
            roles.standing(id, false);
            notMyself(id);
            row.status(UserRow.DISABLED, now());
            sessions.endAll(id);
        });
    }

    public void enable(String id) {
        change(id, (work, row) -> {
            mustBe(row, UserRow.DISABLED);
            roles.standing(id, true);
            row.status(UserRow.ACTIVE, now());
        });
    }

    /** Sets another password and ends all sessions. */
    public void resetPassword(String id, String password, boolean mustChange) {
        UserRow user = store.read(em -> UserTable.get(em, id));
        PasswordRules.check("/password", password, user.username(), user.email());
        mustMatchRank(id);
        String hash = passwords.hash(password);
        change(id, (work, row) -> {
            row.password(hash, mustChange, now());
            sessions.endAll(id);
        });
    }

    public void endSessions(String id) {
        change(id, (work, row) -> sessions.endAll(id));
    }

    /** Deletes a user; the name stays taken. */
    public void remove(String id, long revision) {
        store.write(work -> {
            EntityManager em = work.session();
            UserRow row = UserTable.get(em, id);
            Match.check(revision, row.revision());
            mustMatchRank(id);
            roles.forget(id);
            notMyself(id);
            row.status(UserRow.DELETED, now());
            row.password(null, false, now());
            sessions.endAll(id);
            em.flush();
            work.publish(new UserDeleted(id, row.revision()));
            return null;
        });
    }

    /** The canonical name of a user, for lifting a delay. */
    public String canonical(String id) {
        return store.read(em -> UserTable.get(em, id)).canonical();
    }

    private void change(String id, BiConsumer<Work<EntityManager>, UserRow> how) {
        store.write(work -> {
            EntityManager em = work.session();
            UserRow row = UserTable.get(em, id);
            mustMatchRank(id);
            how.accept(work, row);
            em.flush();
            work.publish(new UserChanged(id, row.revision()));
            return null;
        });
    }

    /** Lets pass whoever may touch this user. */
    public void mustMatchRank(String id) {
        if (roles.of(Set.of(id)).get(id).contains(Roles.ADMIN)) {
            guard.require("system:admin");
        }
    }

    private void notMyself(String id) {
        if (id.equals(guard.caller().id())) {
            throw Problem.of(AccessError.SELF_LOCKOUT);
        }
    }

    private static void mustBe(UserRow row, String status) {
        if (!row.status().equals(status)) {
            throw Problem.of(AuthError.ILLEGAL_TRANSITION, row.status());
        }
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }
}
