package org.aistack.kernel.data.internal.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.RolledBack;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.data.internal.work.Measure.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of one unit, by OpenJPA. */
public final class JpaStore implements Store<EntityManager>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JpaStore.class);
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String id;
    private final Units units;
    private final EntityManagerFactory factory;
    private final Gate gate = new Gate();
    private final Set<JointWork> works = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();

    JpaStore(String id, Units units, EntityManagerFactory factory) {
        this.id = id;
        this.units = units;
        this.factory = factory;
    }

    /**
     * Runs {@code task} with our own loader as the thread's. OpenJPA keeps that of whoever asked it something first: were it
     * the loader of another capability, which asked through a service, that could not be unloaded any more.
     */
    private static <T> T apart(Supplier<T> task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JpaStore.class.getClassLoader());
        try {
            return task.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public <T> T read(Function<EntityManager, T> query) {
        return apart(() -> reading(query));
    }

    private <T> T reading(Function<EntityManager, T> query) {
        JointWork running = units.running();
        if (running != null) {
            return query.apply(running.session(this));
        }
        enter();
        long begun = System.nanoTime();
        try {
            EntityManager session = factory.createEntityManager();
            try {
                T result = query.apply(session);
                Trouble.well();
                return result;
            } finally {
                session.close();
            }
        } catch (RuntimeException e) {
            throw Trouble.translate(e);
        } finally {
            gate.leave();
            units.measure().took(id, false, System.nanoTime() - begun);
        }
    }

    @Override
    public <T> T write(Function<Work<EntityManager>, T> change) {
        return apart(() -> writing(change));
    }

    private <T> T writing(Function<Work<EntityManager>, T> change) {
        JointWork running = units.running();
        if (running != null) {
            return join(running, change);
        }
        long begun = System.nanoTime();
        try {
            return untilItHolds(change);
        } finally {
            units.measure().took(id, true, System.nanoTime() - begun);
        }
    }

    private <T> T untilItHolds(Function<Work<EntityManager>, T> change) {
        for (int tries = 1; ; tries++) {
            try {
                T result = begin(change);
                Trouble.well();
                units.measure().ended(id, Outcome.COMMIT);
                return result;
            } catch (Error e) {
                units.measure().ended(id, Outcome.ROLLBACK);
                throw e;
            } catch (RuntimeException e) {
                boolean again = tries < TRIES && Trouble.repeatable(e);
                units.measure().ended(id, again ? Outcome.RETRY : Outcome.ROLLBACK);
                if (!again) {
                    throw Trouble.translate(e);
                }
                LOG.info("a unit of work of {} lost against another one and is tried again", id);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5_000_000L, 50_000_000L) * tries);
            }
        }
    }

    private <T> T begin(Function<Work<EntityManager>, T> change) {
        JointWork work = units.begin();
        T result;
        try {
            try {
                result = apply(work, change);
            } catch (RuntimeException | Error e) {
                work.doom(e);
                end(work, e);
                throw e;
            }
            work.end();
        } finally {
            units.ended();
        }
        work.follow();
        return result;
    }

    private static void end(JointWork doomed, Throwable reason) {
        try {
            doomed.end();
        } catch (RuntimeException e) {
            if (e != reason && e.getCause() != reason) {
                reason.addSuppressed(e);
            }
        }
    }

    /** The outer write decides about the end; this one only makes its failures surface here. */
    private <T> T join(JointWork running, Function<Work<EntityManager>, T> change) {
        if (running.doomed()) {
            throw new RolledBack(new IllegalStateException("the unit of work is doomed already"));
        }
        try {
            T result = apply(running, change);
            running.session(this).flush();
            return result;
        } catch (RuntimeException | Error e) {
            running.doom(e);
            throw e;
        }
    }

    private <T> T apply(JointWork work, Function<Work<EntityManager>, T> change) {
        var write = new OneWrite(work, work.session(this));
        try {
            return change.apply(write);
        } finally {
            write.end();
        }
    }

    /** A session that takes part in {@code work} until {@link #leave}. */
    EntityManager join(JointWork work) {
        enter();
        EntityManager session = null;
        try {
            session = factory.createEntityManager();
            session.getTransaction().begin();
            works.add(work);
            return session;
        } catch (RuntimeException e) {
            if (session != null) {
                session.close();
            }
            gate.leave();
            throw e;
        }
    }

    void leave(JointWork work) {
        works.remove(work);
        gate.leave();
    }

    private void enter() {
        if (!gate.enter()) {
            throw Problem.of(KernelError.REPLACED).retryAfter(RETRY);
        }
    }

    /**
     * Lets nobody in any more, gives running works up to ten seconds to finish, then dooms them. A work of this thread that
     * uses the unit would be waited for forever: it is doomed at once. The unit is gone when the last one has left it.
     */
    @Override
    public void close() {
        close(() -> {});
    }

    /** As {@link #close()}, and runs {@code then} when the unit is gone. */
    public void close(Runnable then) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        var reason = new IllegalStateException("the unit " + id + " was closed while it was in use");
        JointWork mine = units.running();
        if (mine != null && mine.uses(this)) {
            mine.doom(reason);
        }
        if (!gate.close(PATIENCE)) {
            LOG.warn("units of work of {} did not end in time and will be rolled back", id);
            works.forEach(work -> work.doom(reason));
        }
        gate.whenEmpty(() -> {
            factory.close();
            units.closed(id);
            then.run();
        });
    }
}
