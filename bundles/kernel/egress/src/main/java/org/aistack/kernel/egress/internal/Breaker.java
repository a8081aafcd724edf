package org.aistack.kernel.egress.internal;

/**
 * Leaves a target alone that keeps failing: when it could not be reached five times in a row, or when half of the last
 * twenty calls failed. After a while one call is let through as a probe; when it fails too, the pause doubles, up to four
 * times the first. Times are nanoseconds of a clock that does not jump.
 */
final class Breaker {

    static final int IN_A_ROW = 5;
    static final int REMEMBERED = 20;
    static final int LONGEST = 4;

    private static final int MASK = (1 << REMEMBERED) - 1;

    private final long pause;
    private int outcomes;
    private int known;
    private int row;
    private int times;
    private boolean open;
    private boolean probing;
    private long since;

    Breaker(long pauseNanos) {
        pause = pauseNanos;
    }

    /** May a call go out? Whoever is let through tells how it ended. */
    synchronized boolean admit(long now) {
        if (!open) {
            return true;
        }
        // a probe nobody told the end of does not block the target for good
        if (now - since >= pause()) {
            probing = true;
            since = now;
            return true;
        }
        return false;
    }

    synchronized void succeeded() {
        if (open) {
            open = false;
            probing = false;
            times = 0;
            known = 0;
            outcomes = 0;
        }
        row = 0;
        remember(0);
    }

    /** It could not be reached, or did not answer in time. */
    synchronized void failed(long now) {
        row++;
        troubled(now);
    }

    /** It answered that it is in trouble. */
    synchronized void troubled(long now) {
        if (open) {
            if (probing) {
                probing = false;
                times = Math.min(times + 1, LONGEST);
                since = now;
            }
            return;
        }
        remember(1);
        if (row >= IN_A_ROW || known >= REMEMBERED && Integer.bitCount(outcomes) * 2 >= REMEMBERED) {
            open = true;
            times = 1;
            row = 0;
            since = now;
        }
    }

    /** Nanoseconds until a call may go out again; 0 while it may. */
    synchronized long suspendedFor(long now) {
        return open ? Math.max(0, pause() - (now - since)) : 0;
    }

    synchronized boolean open() {
        return open;
    }

    private long pause() {
        return pause * Math.min(1L << Math.max(0, times - 1), LONGEST);
    }

    private void remember(int failure) {
        outcomes = (outcomes << 1 | failure) & MASK;
        known = Math.min(known + 1, REMEMBERED);
    }
}
