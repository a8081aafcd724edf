package org.aistack.kernel.events;

/**
 * Wants to know at once that there is something new in the outbox. Whoever writes the outbox calls every registered one
 * after each physical commit that published events.
 *
 * <p>The writer of the outbox promises one thing in return: <b>positions become visible in rising order</b>. A row that
 * appears has a greater position than every row that could be seen before it, whatever order the transactions began in;
 * otherwise a reader with a cursor would step over it. Gaps are fine.
 */
@FunctionalInterface
public interface OutboxListener {

    /** New rows are visible. Called on the committing thread: it must not block and not throw. */
    void committed();
}
