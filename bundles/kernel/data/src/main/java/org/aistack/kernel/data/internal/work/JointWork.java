package org.aistack.kernel.data.internal.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceException;
import javax.persistence.RollbackException;
import javax.sql.DataSource;
import org.aistack.kernel.data.RolledBack;
import org.aistack.kernel.events.DomainEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running unit of work: one thread, one connection, one session for each unit that takes part. */
final class JointWork {

    private static final Logger LOG = LoggerFactory.getLogger(JointWork.class);

    private final DataSource pool;
    private final Outbox outbox;
    private final Thread owner = Thread.currentThread();
    private final Map<JpaStore, EntityManager> sessions = new LinkedHashMap<>();
    private final List<Outbox.Told> told = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private Connection physical;
    private volatile boolean over;
    private volatile Throwable doom;

    JointWork(DataSource pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    boolean mine() {
        return Thread.currentThread() == owner;
    }

    boolean over() {
        return over;
    }

    boolean doomed() {
        return doom != null;
    }

    /** From now on nothing of this work will be stored. */
    void doom(Throwable cause) {
        if (doom == null) {
            doom = cause;
        }
    }

    boolean uses(JpaStore store) {
        return sessions.containsKey(store);
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void publish(DomainEvent event) {
        told.add(outbox.tell(event));
    }

    /** A handle on the one connection, which is taken when it is first needed. */
    Connection connection() throws SQLException {
        if (physical == null) {
            Connection taken = pool.getConnection();
            try {
                taken.setAutoCommit(false);
            } catch (SQLException e) {
                taken.close();
                throw e;
            }
            physical = taken;
        }
        return SharedConnection.of(this, physical);
    }

    /** The session of a unit. The other units are flushed first, so that it sees what they changed. */
    EntityManager session(JpaStore store) {
        try {
            sessions.forEach((other, session) -> {
                if (other != store) {
                    session.flush();
                }
            });
        } catch (RuntimeException e) {
            doom(e);
            throw e;
        }
        EntityManager session = sessions.get(store);
        if (session == null) {
            session = store.join(this);
            sessions.put(store, session);
        }
        return session;
    }

    /**
     * The end of the outermost write: stores everything, or nothing.
     *
     * @throws RuntimeException why it could not be stored; {@link RolledBack} when it was doomed before
     */
    void end() {
        RuntimeException failure = doomed() ? new RolledBack(doom) : null;
        try {
            if (failure == null) {
                commit();
            }
        } catch (RuntimeException e) {
            failure = e;
            doom(e);
        } catch (SQLException e) {
            failure = new PersistenceException("the commit failed", e);
            doom(e);
        } finally {
            release();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Does what was to follow the commit; the work is over and its thread free for another one. */
    void follow() {
        afterCommit.forEach(JointWork::run);
        if (!told.isEmpty()) {
            run(outbox::committed);
        }
    }

    private void commit() throws SQLException {
        sessions.values().forEach(EntityManager::flush);
        for (EntityManager session : sessions.values()) {
            if (session.getTransaction().getRollbackOnly()) {
                throw new RollbackException("a session is marked for rollback only");
            }
        }
        for (EntityManager session : sessions.values()) {
            session.getTransaction().commit(); // its handle ignores the commit; ours below is the only one
        }
        if (!told.isEmpty()) {
            connection();
            outbox.write(physical, told);
        }
        if (doomed()) {
            throw new RolledBack(doom);
        }
        if (physical != null) {
            physical.commit();
        }
    }

    private void release() {
        for (EntityManager session : sessions.values()) {
            quietly(() -> {
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
            });
            quietly(session::close);
        }
        over = true;
        if (physical != null) {
            if (doomed()) {
                quietly(physical::rollback);
            }
            quietly(() -> physical.setAutoCommit(true));
            quietly(physical::close);
        }
        sessions.keySet().forEach(store -> store.leave(this));
    }

    private void quietly(Closing step) {
        try {
            step.run();
        } catch (Exception e) {
            if (doom != null && doom != e) {
                doom.addSuppressed(e);
            } else {
                LOG.debug("closing a finished unit of work", e);
            }
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("what was to follow a commit failed; the commit stays", e);
        }
    }

    /** A step of cleaning up, which must not keep the next one from running. */
    @FunctionalInterface
    private interface Closing {
        void run() throws Exception;
    }
}
