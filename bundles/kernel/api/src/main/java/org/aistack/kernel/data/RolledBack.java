package org.aistack.kernel.data;

/** The work ended normally in its caller's eyes but was doomed inside: nothing was stored. */
public final class RolledBack extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RolledBack(Throwable cause) {
        super("the unit of work was rolled back", cause);
    }
}
