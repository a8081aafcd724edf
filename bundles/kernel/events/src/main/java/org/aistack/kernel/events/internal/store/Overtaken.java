package org.aistack.kernel.events.internal.store;

/** Another server has taken over, or somebody has moved the place by hand: what was begun here counts no more. */
public final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Overtaken() {
        super("overtaken", null, false, false);
    }
}
