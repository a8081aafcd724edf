package org.aistack.kernel.events.internal;

/**
 * Somebody who watches the live feed. Nothing here may block. What answers false says that it is over: the onlooker is
 * ended and forgotten.
 */
public interface Onlooker {

    /**
     * The feed begins.
     *
     * @param position id of the last entry before those that follow
     * @param complete false when entries since the last connection are lost and the onlooker should read everything anew
     */
    boolean start(long position, boolean complete);

    /** True after {@link #start}. */
    boolean started();

    /** Shows an entry, if it is wanted and allowed. */
    boolean show(LiveFeed.Entry entry);

    /** Called every second: the moment for a sign of life, and to look whether the onlooker may still look on. */
    boolean beat();

    /** Ends the connection. */
    void end();
}
