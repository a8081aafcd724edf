package org.aistack.kernel.data.internal.work;

import java.time.Instant;
import org.aistack.kernel.events.DomainEvent;

/** A fact told by the tests. */
public record Happened(String noteId, long revisionNumber, Instant happenedAt) implements DomainEvent {

    static Happened to(String note) {
        return new Happened(note, 7, Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Override
    public String aggregate() {
        return noteId;
    }
}
