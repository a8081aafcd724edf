package org.aistack.security.auth.internal.session;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.security.auth.internal.Apart;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.AuthSettings;
import org.aistack.security.auth.internal.store.RefreshTokenRow;
import org.aistack.security.auth.internal.store.SessionRow;
import org.aistack.security.auth.internal.store.Utc;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The logins: opened, refreshed, ended. Ending one ends all its tokens. */
@Component(service = SessionBook.class)
public final class SessionBook {

    /** A session and its newest refresh token. */
    record Opened(SessionRow session, String refreshToken) {}

    private final Store<EntityManager> store;
    private final LiveTokens live;
    private final Apart apart;
    private final AuthSettings settings;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public SessionBook(
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference LiveTokens live,
            @Reference Apart apart,
            @Reference AuthSettings settings,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.live = live;
        this.apart = apart;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    Opened open(long userId, Clients client, Visit visit) {
        return store.write(work -> {
            EntityManager em = work.session();
            LocalDateTime now = now();
            var session = new SessionRow(ids.next(), userId, client.id(), now, now.plus(settings.session()));
            session.from(visit.device(), visit.address());
            em.persist(session);
            em.flush();
            return new Opened(session, issue(em, session));
        });
    }

    /** The session a refresh token belongs to, whatever the token's state. */
    Optional<SessionRow> owner(String refreshToken) {
        return store.read(em -> token(em, refreshToken).map(token -> em.find(SessionRow.class, token.sessionId())));
    }

    /** Exchanges a live refresh token for its successor; empty when it is not live (any more). */
    Optional<Opened> rotate(String refreshToken) {
        return store.write(work -> {
            EntityManager em = work.session();
            LocalDateTime now = now();
            String hash = RefreshTokens.hash(refreshToken);
            // plain SQL: JPQL puts the condition into a subselect, which PostgreSQL does not ask again after a wait
            int rotated = em.createNativeQuery(
                            "update auth_refresh_token set state = 'rotated' where hash = ?1 and state = 'live'")
                    .setParameter(1, hash)
                    .executeUpdate();
            if (rotated != 1) {
                return Optional.empty();
            }
            RefreshTokenRow used = token(em, refreshToken).orElseThrow();
            int alive = em.createNativeQuery("update auth_session set last_used_at = ?1"
                            + " where id = ?2 and ended_at is null and expires_at > ?1")
                    .setParameter(1, now)
                    .setParameter(2, used.sessionId())
                    .executeUpdate();
            if (alive != 1) {
                return Optional.empty();
            }
            SessionRow session = em.find(SessionRow.class, used.sessionId());
            return Optional.of(new Opened(session, issue(em, session)));
        });
    }

    /** Sessions of a user that are alive, newest use first. */
    public List<Session> list(String userId, String currentSession) {
        return store.read(em -> em.createQuery(
                        "select s from SessionRow s where s.userId = :user and s.endedAt is null"
                                + " and s.expiresAt > :now order by s.lastUsedAt desc, s.id desc",
                        SessionRow.class)
                .setParameter("user", Id.parse(userId))
                .setParameter("now", now())
                .getResultStream()
                .map(row -> record(row, currentSession))
                .toList());
    }

    /** How many sessions are alive. */
    long alive() {
        return store.read(em -> em.createQuery(
                        "select count(s) from SessionRow s where s.endedAt is null and s.expiresAt > :now", Long.class)
                .setParameter("now", now())
                .getSingleResult());
    }

    /** Ends a session of this user; a foreign one does not exist. */
    public void end(String userId, String sessionId) {
        if (endWhere("s.id = :session", Id.parse(sessionId), Id.parse(userId)) == 0) {
            throw Problem.of(AuthError.NO_SESSION);
        }
    }

    /** Ends a session, whosever it is; nothing happens when it has ended already. */
    public void end(String sessionId) {
        endWhere("s.id = :session", Id.parse(sessionId), null);
    }

    /** The same, whatever becomes of the caller's work. */
    void endForSure(String sessionId) {
        apart.run(() -> end(sessionId));
    }

    /** Ends the session of a refresh token this client was given; another client's is left alone. */
    public void revoke(String refreshToken, Clients client) {
        owner(refreshToken)
                .filter(session -> session.clientId().equals(client.id()))
                .ifPresent(session -> end(Id.text(session.id())));
    }

    /** Ends all sessions of a user. */
    public void endAll(String userId) {
        endAllBut(userId, "");
    }

    /** Ends all sessions of a user but this one; joins the caller's write. */
    public void endAllBut(String userId, String sessionId) {
        endWhere("s.id <> :session", Id.parse(sessionId), Id.parse(userId));
    }

    private int endWhere(String condition, long session, Long user) {
        return store.write(work -> {
            var update = work.session()
                    .createQuery("update SessionRow s set s.endedAt = :now where s.endedAt is null and " + condition
                            + (user == null ? "" : " and s.userId = :user"))
                    .setParameter("now", now())
                    .setParameter("session", session);
            if (user != null) {
                update.setParameter("user", user);
            }
            forgetAfter(work, user, session);
            return update.executeUpdate();
        });
    }

    private void forgetAfter(Work<EntityManager> work, Long user, long session) {
        work.afterCommit(() -> live.forget(Id.text(user == null ? session : user)));
    }

    private String issue(EntityManager em, SessionRow session) {
        String token = RefreshTokens.random();
        em.persist(new RefreshTokenRow(ids.next(), session.id(), RefreshTokens.hash(token), now()));
        return token;
    }

    private static Optional<RefreshTokenRow> token(EntityManager em, String token) {
        return em.createQuery("select t from RefreshTokenRow t where t.hash = :hash", RefreshTokenRow.class)
                .setParameter("hash", RefreshTokens.hash(token))
                .getResultStream()
                .findFirst();
    }

    private static Session record(SessionRow row, String current) {
        String id = Id.text(row.id());
        return new Session(
                id,
                row.clientId(),
                row.device(),
                row.address(),
                Utc.at(row.createdAt()),
                Utc.at(row.lastUsedAt()),
                Utc.at(row.expiresAt()),
                id.equals(current));
    }

    private LocalDateTime now() {
        return Utc.of(clock.instant());
    }
}
