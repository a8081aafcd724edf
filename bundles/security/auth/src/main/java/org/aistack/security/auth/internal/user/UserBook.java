package org.aistack.security.auth.internal.user;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Constraint;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.security.auth.UserChanged;
import org.aistack.security.auth.UserCreated;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.password.PasswordRules;
import org.aistack.security.auth.internal.password.Passwords;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes users and keeps their profiles. */
@Component(service = UserBook.class)
public final class UserBook {

    private static final Set<String> DEFAULT_ROLES = Set.of("user");

    private final Store<EntityManager> store;
    private final Passwords passwords;
    private final Roles roles;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public UserBook(
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference Passwords passwords,
            @Reference Roles roles,
            @Reference Guard guard,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.roles = roles;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a user. Naming roles takes more than making users does. */
    public UserCard create(NewUser wish) {
        if (wish.roles() != null) {
            guard.require("system:admin");
        }
        String canonical = Usernames.canonical(wish.username());
        ProfileContent profile = wish.profile();
        String hash = null;
        if (wish.password() != null) {
            PasswordRules.check("/password", wish.password(), wish.username(), profile.email());
            hash = passwords.hash(wish.password());
        }
        boolean mustChange = wish.mustChangePassword() == null || wish.mustChangePassword();
        Set<String> held = wish.roles() == null ? DEFAULT_ROLES : Set.copyOf(wish.roles());
        return create(canonical, wish.username(), profile, hash, mustChange, held);
    }

    UserCard create(
            String canonical,
            String username,
            ProfileContent profile,
            String hash,
            boolean mustChange,
            Set<String> held) {
        try {
            return store.write(work -> {
                EntityManager em = work.session();
                if (UserTable.named(em, canonical).isPresent()) {
                    throw Problem.of(AuthError.USERNAME_TAKEN);
                }
                LocalDateTime now = now();
                UserRow row = new UserRow(ids.next(), username, canonical, now);
                row.profile(profile.displayName(), profile.email(), profile.locale(), now);
                row.password(hash, mustChange, now);
                em.persist(row);
                em.flush();
                String id = Id.text(row.id());
                roles.assign(id, held);
                work.publish(new UserCreated(id, row.revision()));
                return UserCard.of(row, held);
            });
        } catch (RuntimeException e) {
            if (Constraint.isDuplicate(e)) {
                throw Problem.of(AuthError.USERNAME_TAKEN);
            }
            throw e;
        }
    }

    public UserCard get(String id) {
        return card(store.read(em -> UserTable.get(em, id)));
    }

    /** Changes a profile. */
    public UserCard change(String id, long revision, Patch patch) {
        return change(id, Optional.of(revision), patch);
    }

    /** @param revision absent when the change is meant for whatever is there */
    public UserCard change(String id, Optional<Long> revision, Patch patch) {
        UserRow changed = store.write(work -> {
            EntityManager em = work.session();
            UserRow row = UserTable.get(em, id);
            revision.ifPresent(expected -> Match.check(expected, row.revision()));
            ProfileContent before = new ProfileContent(row.displayName(), row.email(), row.locale());
            ProfileContent after = patch.apply(before);
            row.profile(after.displayName(), after.email(), after.locale(), now());
            em.flush();
            work.publish(new UserChanged(id, row.revision()));
            return row;
        });
        return card(changed);
    }

    private UserCard card(UserRow row) {
        String id = Id.text(row.id());
        return UserCard.of(row, roles.of(Set.of(id)).get(id));
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }
}
