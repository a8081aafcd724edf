package org.aistack.security.auth.internal.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.access.Authenticator;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.data.Store;
import org.aistack.security.auth.internal.AuthMeters;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;
import org.aistack.security.auth.internal.token.AccessTokens;
import org.aistack.security.auth.internal.token.Claims;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Whose token it is. A token that was checked is remembered under its hash, so a request costs one hash and one look-up;
 * whether its session lives and what the user holds is asked again every few seconds, and at once after a change here.
 */
@Component(service = {Authenticator.class, LiveTokens.class})
public final class LiveTokens implements Authenticator {

    private static final int MAX_REMEMBERED = 20_000;
    /** After this one request asks again while the others go on. */
    private static final long FRESH_MILLIS = 2_000;
    /** After this nobody goes on without asking. */
    private static final long STALE_MILLIS = 4_000;

    private final AccessTokens tokens;
    private final Store<EntityManager> store;
    private final Roles roles;
    private final AuthMeters meters;
    private final Clock clock;
    private final Map<Digest, Known> known = new ConcurrentHashMap<>();

    @Activate
    public LiveTokens(
            @Reference AccessTokens tokens,
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference Roles roles,
            @Reference AuthMeters meters,
            @Reference Clock clock) {
        this.tokens = tokens;
        this.store = store;
        this.roles = roles;
        this.meters = meters;
        this.clock = clock;
        meters.tokens(known::size);
    }

    @Override
    public Optional<Caller> authenticate(String scheme, String credential) {
        return "bearer".equals(scheme) ? look(credential).map(Known::caller) : Optional.empty();
    }

    /** What a live token says; empty for everything else. */
    public Optional<Claims> claims(String token) {
        return look(token).map(Known::claims);
    }

    /** Forgets the tokens of a session, or of all sessions of a user. */
    public void forget(String userOrSession) {
        known.values()
                .removeIf(k -> k.claims().session().equals(userOrSession)
                        || k.claims().subject().equals(userOrSession));
    }

    private Optional<Known> look(String token) {
        Digest digest = Digest.of(token);
        Known there = known.get(digest);
        if (there == null) {
            meters.token(false);
            return tokens.verify(token).flatMap(claims -> ask(digest, claims));
        }
        long now = clock.millis();
        if (now >= there.claims().expiresAt().toEpochMilli()) {
            known.remove(digest);
            return Optional.empty();
        }
        boolean usable = there.usable(now, roles.revision());
        meters.token(usable);
        return usable ? Optional.of(there) : ask(digest, there.claims());
    }

    private Optional<Known> ask(Digest digest, Claims claims) {
        long revision = roles.revision();
        long now = clock.millis();
        Optional<Known> answer = store.read(em -> owner(em, claims))
                .map(owner -> new Known(claims, caller(claims, owner), revision, now, new AtomicBoolean()));
        if (answer.isEmpty()) {
            known.remove(digest);
        } else {
            makeRoom(now);
            known.put(digest, answer.get());
        }
        return answer;
    }

    private Optional<UserRow> owner(EntityManager em, Claims claims) {
        return em.createQuery(
                        "select u from SessionRow s, UserRow u where s.id = :session and u.id = s.userId"
                                + " and u.id = :user and s.endedAt is null and s.expiresAt > :now"
                                + " and u.status = 'active'",
                        UserRow.class)
                .setParameter("session", Id.parse(claims.session()))
                .setParameter("user", Id.parse(claims.subject()))
                .setParameter("now", Utc.of(clock.instant()))
                .getResultStream()
                .findFirst();
    }

    private Caller caller(Claims claims, UserRow user) {
        String id = claims.subject();
        Set<String> held = user.mustChangePassword()
                ? Set.of(Roles.NEW_PASSWORD_FIRST)
                : roles.of(List.of(id)).getOrDefault(id, Set.of());
        return new Caller(Caller.Kind.PERSON, id, user.username(), held, claims.session());
    }

    private void makeRoom(long now) {
        if (known.size() < MAX_REMEMBERED) {
            return;
        }
        known.values().removeIf(k -> k.claims().expiresAt().toEpochMilli() <= now);
        var all = known.keySet().iterator();
        for (int i = 0; i < MAX_REMEMBERED / 10 && known.size() >= MAX_REMEMBERED && all.hasNext(); i++) {
            all.next();
            all.remove();
        }
    }

    /** A token that was checked, when its owner was last looked at, and whether somebody is looking again. */
    private record Known(Claims claims, Caller caller, long revision, long askedAt, AtomicBoolean asking) {

        boolean usable(long now, long currentRevision) {
            long age = now - askedAt;
            if (revision != currentRevision || age < 0 || age >= STALE_MILLIS) {
                return false;
            }
            // the first one after a while asks; the others need not wait for the answer
            return age < FRESH_MILLIS || !asking.compareAndSet(false, true);
        }
    }

    /** SHA-256 of a whole token. */
    private record Digest(long a, long b, long c, long d) {
        static Digest of(String token) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
                return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
