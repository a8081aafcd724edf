package org.aistack.kernel.data.internal.work;

import javax.persistence.EntityManager;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.events.DomainEvent;

/** A work as one write sees it, until that write ends. */
final class OneWrite implements Work<EntityManager> {

    private final JointWork work;
    private final EntityManager session;
    private boolean ended;

    OneWrite(JointWork work, EntityManager session) {
        this.work = work;
        this.session = session;
    }

    void end() {
        ended = true;
    }

    @Override
    public EntityManager session() {
        check();
        return session;
    }

    @Override
    public void publish(DomainEvent event) {
        check();
        work.publish(event);
    }

    @Override
    public void afterCommit(Runnable action) {
        check();
        work.afterCommit(action);
    }

    private void check() {
        if (ended || work.over()) {
            throw new IllegalStateException("this unit of work is over");
        }
        if (!work.mine()) {
            throw new IllegalStateException("a unit of work belongs to its thread");
        }
    }
}
