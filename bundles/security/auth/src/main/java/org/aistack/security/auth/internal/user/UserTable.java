package org.aistack.security.auth.internal.user;

import java.time.Clock;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds users. */
@Component(service = UserTable.class)
public final class UserTable {

    private final Store<EntityManager> store;
    private final FirstPassword first;
    private final Clock clock;

    @Activate
    public UserTable(
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference FirstPassword first,
            @Reference Clock clock) {
        this.store = store;
        this.first = first;
        this.clock = clock;
    }

    public Optional<UserRow> find(long id) {
        return store.read(em -> Optional.ofNullable(em.find(UserRow.class, id))).filter(UserTable::exists);
    }

    /** @param canonical see {@link Usernames} */
    public Optional<UserRow> named(String canonical) {
        return store.read(em -> named(em, canonical)).filter(UserTable::exists);
    }

    /**
     * Remembers a sign-in, and the hash that may have become a stronger one. The user's revision stays.
     *
     * @return false when status or password changed since they were looked at
     */
    public boolean signedIn(UserRow user, String hash) {
        // in SQL, because JPQL would raise the revision
        int same = store.write(work -> work.session()
                .createNativeQuery("update auth_user set last_login_at = ?1, password_hash = ?2"
                        + " where id = ?3 and password_hash = ?4 and status = 'active'")
                .setParameter(1, Utc.of(clock.instant()))
                .setParameter(2, hash)
                .setParameter(3, user.id())
                .setParameter(4, user.passwordHash())
                .executeUpdate());
        first.usedBy(user.canonical());
        return same == 1;
    }

    /** Whether there was ever anybody. */
    public boolean empty() {
        return store.read(em -> em.createQuery("select u.id from UserRow u", Long.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty());
    }

    static Optional<UserRow> named(EntityManager em, String canonical) {
        return em.createQuery("select u from UserRow u where u.canonical = :name", UserRow.class)
                .setParameter("name", canonical)
                .getResultStream()
                .findFirst();
    }

    static UserRow get(EntityManager em, String id) {
        return Optional.ofNullable(em.find(UserRow.class, Id.parse(id)))
                .filter(UserTable::exists)
                .orElseThrow(() -> Problem.of(AuthError.NO_USER));
    }

    private static boolean exists(UserRow row) {
        return !UserRow.DELETED.equals(row.status());
    }
}
