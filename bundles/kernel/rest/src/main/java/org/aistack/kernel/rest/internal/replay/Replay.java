package org.aistack.kernel.rest.internal.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManager;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.door.Call;
import org.aistack.kernel.rest.internal.store.AnswerRow;
import org.apache.cxf.message.Exchange;

/**
 * At most once for each Idempotency-Key. The effect and the record of its answer are one transaction: either both are
 * there or none.
 */
public final class Replay {

    private final Gate gate;
    private final Answers answers;
    private final Clock clock;
    private final Duration kept;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    public Replay(Gate gate, Answers answers, Clock clock, Duration kept) {
        this.gate = gate;
        this.answers = answers;
        this.clock = clock;
        this.kept = kept;
    }

    /** Runs {@code method}, or repeats the answer it gave before. */
    public Object once(Call call, Exchange exchange, Callable<Object> method) throws Exception {
        Optional<Key> key = Key.of(call, exchange);
        return key.isPresent() ? once(key.get(), method) : method.call();
    }

    Object once(Key key, Callable<Object> method) throws Exception {
        Store<EntityManager> store = gate.store().orElseThrow(() -> Problem.of(KernelError.UNAVAILABLE));
        if (!inFlight.add(key.lookup())) {
            throw Problem.of(KernelError.KEY_IN_FLIGHT);
        }
        try {
            return store.write(work -> once(work, key, method));
        } catch (Undone undone) {
            return undone.result();
        } catch (RuntimeException e) {
            throw duplicate(e) ? Problem.of(KernelError.KEY_IN_FLIGHT) : e;
        } finally {
            inFlight.remove(key.lookup());
        }
    }

    private Object once(Work<EntityManager> work, Key key, Callable<Object> method) {
        EntityManager session = work.session();
        AnswerRow known = session.find(AnswerRow.class, key.lookup());
        if (known != null && known.createdAt().isAfter(now().minus(kept))) {
            if (!known.requestHash().equals(key.requestHash())) {
                throw Problem.of(KernelError.KEY_REUSED);
            }
            return answers.repeat(known, key);
        }
        if (known != null) {
            session.remove(known);
            session.flush();
        }
        Object result = call(method);
        Answers.Kept answer = answers.keep(result, key, now()).orElseThrow(() -> new Undone(result));
        if (answer.row() != null) {
            session.persist(answer.row());
        }
        return answer.result();
    }

    private static Object call(Callable<Object> method) {
        try {
            return method.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets answers that are old enough. */
    public void purge() {
        gate.store()
                .ifPresent(store -> store.write(work -> work.session()
                        .createQuery("delete from AnswerRow r where r.createdAt < :end")
                        .setParameter("end", now().minus(kept))
                        .executeUpdate()));
    }

    /** Another node was faster with the same key. */
    private static boolean duplicate(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().equals("23505")
                    && String.valueOf(sql.getMessage()).toLowerCase().contains("rest_idempotency")) {
                return true;
            }
        }
        return false;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Leaves the work so that nothing is stored, and carries the answer that says why. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Object result;

        Undone(Object result) {
            super("the method failed", null, false, false);
            this.result = result;
        }

        Object result() {
            return result;
        }
    }
}
