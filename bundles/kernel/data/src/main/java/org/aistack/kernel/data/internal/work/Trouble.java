package org.aistack.kernel.data.internal.work;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.persistence.OptimisticLockException;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.RolledBack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the failures of databases apart, whatever they are wrapped in. */
public final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Serialisation failure; deadlock; H2's word for a row changed meanwhile. The transaction is known to be rolled back. */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01", "90131");

    /** Waited too long for somebody else's lock; took longer than any statement may. */
    private static final Set<String> LOCKED = Set.of("HYT00", "55P03", "57014");

    /**
     * PostgreSQL going down, starting, ending a transaction that slept; H2 closed, broken, used by another server, unable to
     * write.
     */
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "25P03", "90098", "90121", "90067", "90020", "90028", "90031");

    /** Classes of states: no connection, no room or connections left, the system underneath failed. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "58");

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private Trouble() {}

    /** May the whole work be tried again? */
    static boolean repeatable(Throwable failure) {
        return any(failure, t -> t instanceof SQLException sql && REPEATABLE.contains(state(sql)));
    }

    /** Is the database out of reach? */
    public static boolean unavailable(Throwable failure) {
        return any(
                failure,
                t -> t instanceof SQLTransientConnectionException
                        || t instanceof SQLException sql
                                && (AWAY.contains(state(sql))
                                        || AWAY_CLASSES.contains(state(sql).substring(0, 2))));
    }

    /** Did somebody else hold a lock for too long? */
    public static boolean locked(Throwable failure) {
        return any(failure, t -> t instanceof SQLException sql && LOCKED.contains(state(sql)));
    }

    /** What the caller of a store gets to see. */
    static RuntimeException translate(RuntimeException failure) {
        if (failure instanceof Problem || failure instanceof RolledBack) {
            return failure;
        }
        if (unavailable(failure)) {
            away(failure);
            return Problem.of(KernelError.UNAVAILABLE).retryAfter(RETRY);
        }
        if (repeatable(failure) || locked(failure)) {
            LOG.warn("a unit of work gave up waiting: {}", failure.getMessage());
            return Problem.of(KernelError.UNAVAILABLE).retryAfter(RETRY);
        }
        if (any(failure, OptimisticLockException.class::isInstance)) {
            return Problem.of(KernelError.STALE);
        }
        return failure;
    }

    /** Says once that the database does not answer. */
    public static void away(Throwable failure) {
        if (TOLD.compareAndSet(false, true)) {
            LOG.error("the database cannot serve: {}", reason(failure));
            LOG.debug("the database cannot serve", failure);
        }
    }

    /** Notes that the database answers. */
    public static void well() {
        if (TOLD.get() && TOLD.compareAndSet(true, false)) {
            LOG.info("the database serves again");
        }
    }

    /** The innermost message of the database: those around it say less. */
    private static String reason(Throwable failure) {
        String reason = failure.getMessage();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException && t.getMessage() != null) {
                reason = t.getMessage();
            }
        }
        return reason;
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() < 2 ? "00000" : state;
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (test.test(t)) {
                return true;
            }
        }
        return false;
    }
}
