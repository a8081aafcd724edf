package org.aistack.ops.notes;

import org.aistack.kernel.events.DomainEvent;

/**
 * A note was written.
 *
 * @param version its revision
 */
public record NoteCreated(String noteId, long version) implements DomainEvent {

    @Override
    public String aggregate() {
        return noteId;
    }
}
