package org.aistack.kernel.jobs.internal;

import java.util.Locale;
import java.util.Set;

/** Where a job is in its life. */
public enum Status {
    /** Waits for its turn, also between two attempts. */
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** Failed too often; a person has to look at it. */
    PARKED;

    private static final Set<Status> OPEN = Set.of(QUEUED, RUNNING);

    /** Whether it does nothing any more by itself. */
    public boolean ended() {
        return !OPEN.contains(this);
    }

    /** As in tables and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #text}; throws for everything else. */
    public static Status of(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(text);
        }
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
