package org.aistack.kernel.events.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that can be told apart in a dump and never keep the process alive. */
public final class Threads {

    private Threads() {}

    /** A factory of threads named so. */
    public static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "events-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
