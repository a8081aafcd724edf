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

    /** The last durable event it has seen, as a position of the outbox; negative when it wants none. */
    long facts();

    /** How many entries it takes now without being dropped. */
    int room();

    /** Durable events it has not seen up to {@code position} are gone: it should read everything anew. */
    boolean forgotten(long position);

    /** Shows an entry, if it is wanted and allowed. */
    boolean show(LiveFeed.Entry entry);

    /** Called every second: the moment for a sign of life, and to look whether the onlooker may still look on. */
    boolean beat();

    /** Ends the connection. */
    void end();
}
