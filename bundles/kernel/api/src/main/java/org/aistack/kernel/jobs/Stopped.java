package org.aistack.kernel.jobs;

/** A job has to end now; thrown at its safe points and not meant to be caught. */
public final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Stopped(String reason) {
        super(reason, null, false, false);
    }
}
