package org.aistack.kernel.data.internal.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts who is inside a unit, thread by thread. Once closed it lets nobody new in; who is inside may finish, and the
 * last one out does what was left to do. Unlike with a read-write lock, a thread may close a gate it is inside of.
 */
final class Gate {

    private final Map<Thread, Integer> inside = new HashMap<>();
    private boolean closed;
    private Runnable whenEmpty;

    /** Lets the thread in, unless the gate is closed and the thread is not inside already. */
    synchronized boolean enter() {
        Thread thread = Thread.currentThread();
        if (closed && !inside.containsKey(thread)) {
            return false;
        }
        inside.merge(thread, 1, Integer::sum);
        return true;
    }

    void leave() {
        Runnable last = null;
        synchronized (this) {
            inside.computeIfPresent(Thread.currentThread(), (t, n) -> n == 1 ? null : n - 1);
            notifyAll();
            if (inside.isEmpty()) {
                last = whenEmpty;
                whenEmpty = null;
            }
        }
        if (last != null) {
            last.run();
        }
    }

    /** Closes the gate and waits for the other threads inside; returns whether all of them left in time. */
    synchronized boolean close(Duration patience) {
        closed = true;
        long deadline = System.nanoTime() + patience.toNanos();
        while (others()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Runs {@code action} now when nobody is inside, else when the last one leaves. */
    void whenEmpty(Runnable action) {
        synchronized (this) {
            if (!inside.isEmpty()) {
                whenEmpty = action;
                return;
            }
        }
        action.run();
    }

    private boolean others() {
        return inside.size() > (inside.containsKey(Thread.currentThread()) ? 1 : 0);
    }
}
