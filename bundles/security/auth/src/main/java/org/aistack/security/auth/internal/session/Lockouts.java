package org.aistack.security.auth.internal.session;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Constraint;
import org.aistack.kernel.data.Store;
import org.aistack.security.auth.internal.Apart;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.store.LockoutRow;
import org.aistack.security.auth.internal.store.Utc;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Slows down guessing. Counted per canonical name, whether somebody has it or not, and per address; kept in the database,
 * so a restart forgives nothing. Nobody is locked out for good, and running sessions go on.
 */
@Component(service = Lockouts.class)
public final class Lockouts {

    static final int FREE_FAILURES = 4;
    static final Duration FIRST_DELAY = Duration.ofSeconds(30);
    static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    static final int FAILURES_PER_ADDRESS = 60;
    static final Duration ADDRESS_WINDOW = Duration.ofMinutes(1);
    private static final Duration FORGIVEN_AFTER = Duration.ofHours(24);
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String NAME = "name";
    private static final String ADDRESS = "address";

    /** A delay in force, or failures that will lead to one. */
    public record Lockout(
            String id, String kind, String subject, int failures, Instant lastFailureAt, Instant blockedUntil) {}

    private final Store<EntityManager> store;
    private final Apart apart;
    private final Ids ids;
    private final Clock clock;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    @Activate
    public Lockouts(
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference Apart apart,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.apart = apart;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Lets an attempt pass before the password is looked at.
     *
     * @return to be run when the attempt is over
     * @throws Problem {@link AuthError#SLOW_DOWN} with the time to wait
     */
    public Runnable enter(String name, String address) {
        LocalDateTime now = now();
        Optional<LockoutRow> ofName = store.read(em -> find(em, NAME, name));
        int failures = ofName.map(LockoutRow::failures).orElse(0);
        ofName.map(LockoutRow::blockedUntil).ifPresent(until -> refuse(now, until));
        if (failures > 0) {
            store.read(em -> find(em, ADDRESS, network(address)))
                    .filter(row -> row.failures() >= FAILURES_PER_ADDRESS)
                    .ifPresent(row -> refuse(now, row.since().plus(ADDRESS_WINDOW)));
        }
        if (failures <= FREE_FAILURES) {
            return () -> {};
        }
        // after the first delay one guess at a time, or many at once would slip through each gap
        if (!underWay.add(name)) {
            throw Problem.of(AuthError.SLOW_DOWN).retryAfter(SOON);
        }
        return () -> underWay.remove(name);
    }

    private static void refuse(LocalDateTime now, LocalDateTime until) {
        if (until.isAfter(now)) {
            Duration wait = Duration.between(now, until).plusMillis(999).withNanos(0);
            throw Problem.of(AuthError.SLOW_DOWN).retryAfter(wait.isZero() ? SOON : wait);
        }
    }

    /** Counts a failure. */
    public void failed(String name, String address) {
        LocalDateTime now = now();
        // the work of the request will be undone, the failure must not
        apart.run(() -> {
            count(NAME, name, now.minus(FORGIVEN_AFTER));
            count(ADDRESS, network(address), now.minus(ADDRESS_WINDOW));
        });
    }

    /** Forgets the failures of a name: its owner has come. */
    public void cleared(String name) {
        store.write(work -> work.session()
                .createQuery("delete from LockoutRow r where r.kind = 'name' and r.subject = :subject")
                .setParameter("subject", name)
                .executeUpdate());
    }

    /** Names and addresses with failures, latest first. */
    public List<Lockout> list() {
        return store.read(em -> em.createQuery(
                        "select r from LockoutRow r where r.lastFailureAt > :old order by r.lastFailureAt desc, r.id",
                        LockoutRow.class)
                .setParameter("old", now().minus(FORGIVEN_AFTER))
                .setMaxResults(200)
                .getResultStream()
                .map(Lockouts::record)
                .toList());
    }

    /** Lifts one. */
    public void lift(String id) {
        int lifted = store.write(work -> work.session()
                .createQuery("delete from LockoutRow r where r.id = :id")
                .setParameter("id", Id.parse(id))
                .executeUpdate());
        if (lifted == 0) {
            throw Problem.of(AuthError.NO_LOCKOUT);
        }
    }

    /** Adds one failure; those before {@code forgotten} no longer count. */
    private void count(String kind, String subject, LocalDateTime forgotten) {
        try {
            raise(kind, subject, forgotten);
        } catch (RuntimeException e) {
            if (!Constraint.isDuplicate(e)) {
                throw e;
            }
            // somebody else made the row in the same moment
            raise(kind, subject, forgotten);
        }
    }

    private void raise(String kind, String subject, LocalDateTime forgotten) {
        LocalDateTime now = now();
        store.write(work -> {
            EntityManager em = work.session();
            // plain SQL: JPQL puts the condition into a subselect, which PostgreSQL does not ask again after a wait
            em.createNativeQuery(
                            "update auth_lockout set failures = 0, since = ?1 where kind = ?2 and subject = ?3 and "
                                    + (ADDRESS.equals(kind) ? "since" : "last_failure_at") + " <= ?4")
                    .setParameter(1, now)
                    .setParameter(2, kind)
                    .setParameter(3, subject)
                    .setParameter(4, forgotten)
                    .executeUpdate();
            int raised = em.createNativeQuery("update auth_lockout set failures = failures + 1, last_failure_at = ?1"
                            + " where kind = ?2 and subject = ?3 and (blocked_until is null or blocked_until <= ?1)")
                    .setParameter(1, now)
                    .setParameter(2, kind)
                    .setParameter(3, subject)
                    .executeUpdate();
            Optional<LockoutRow> row = find(em, kind, subject);
            if (row.isEmpty()) {
                tidy(em, now);
                em.persist(new LockoutRow(ids.next(), kind, subject, now));
            } else if (raised == 1 && NAME.equals(kind) && row.get().failures() > FREE_FAILURES) {
                block(em, row.get(), now.plus(delay(row.get().failures())));
            }
            return null;
        });
    }

    private static void block(EntityManager em, LockoutRow row, LocalDateTime until) {
        em.createQuery("update LockoutRow r set r.blockedUntil = :until where r.id = :id")
                .setParameter("until", until)
                .setParameter("id", row.id())
                .executeUpdate();
    }

    static Duration delay(int failures) {
        int doublings = Math.min(10, failures - FREE_FAILURES - 1);
        Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    private static void tidy(EntityManager em, LocalDateTime now) {
        em.createQuery("delete from LockoutRow r where r.lastFailureAt < :old")
                .setParameter("old", now.minus(FORGIVEN_AFTER))
                .executeUpdate();
    }

    /** An IPv4 address as it is, an IPv6 one as its network of 64 bits. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 4
                    ? InetAddress.getByAddress(bytes).getHostAddress()
                    : new BigInteger(1, Arrays.copyOf(bytes, 8)).toString(16) + "::/64";
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static Optional<LockoutRow> find(EntityManager em, String kind, String subject) {
        return em.createQuery(
                        "select r from LockoutRow r where r.kind = :kind and r.subject = :subject", LockoutRow.class)
                .setParameter("kind", kind)
                .setParameter("subject", subject)
                .getResultStream()
                .findFirst();
    }

    private static Lockout record(LockoutRow row) {
        return new Lockout(
                Id.text(row.id()),
                row.kind(),
                row.subject(),
                row.failures(),
                Utc.at(row.lastFailureAt()),
                Utc.at(row.blockedUntil()));
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }
}
