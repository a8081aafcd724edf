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

    /** Serialisation failure; deadlock. After both the transaction is known to be rolled back. */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

    /** Server going down, starting, full of connections; database closed. */
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "53300", "90098", "90121", "90067", "90020");

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
                        || t instanceof SQLException sql && (state(sql).startsWith("08") || AWAY.contains(state(sql))));
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
        if (any(failure, OptimisticLockException.class::isInstance)) {
            return Problem.of(KernelError.STALE);
        }
        return failure;
    }

    /** Says once that the database does not answer. */
    public static void away(Throwable failure) {
        if (TOLD.compareAndSet(false, true)) {
            LOG.error("the database cannot be reached: {}", failure.getMessage());
            LOG.debug("the database cannot be reached", failure);
        }
    }

    /** Notes that the database answers. */
    public static void well() {
        if (TOLD.get() && TOLD.compareAndSet(true, false)) {
            LOG.info("the database can be reached again");
        }
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
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
