package org.aistack.kernel.data.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a server that must not run here. */
final class Refusal {

    /** Status of a process that refused to start. */
    static final int STATUS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    private Refusal() {}

    /**
     * Says why, in the log and to whoever started the process, and ends it in order.
     *
     * @return why, to be thrown
     */
    static IllegalStateException exit(String reason) {
        LOG.error("{}; this server stops", reason);
        System.err.println("aistack: " + reason);
        // not here: the end waits for the start that this thread is part of
        new Thread(() -> System.exit(STATUS), "aistack-refusal").start();
        return new IllegalStateException(reason);
    }
}
