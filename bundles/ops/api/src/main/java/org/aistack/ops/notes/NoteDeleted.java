package org.aistack.ops.notes;

import org.aistack.kernel.events.DomainEvent;

/**
 * A note is gone.
 *
 * @param version its revision
 */
public record NoteDeleted(String noteId, long version) implements DomainEvent {

    @Override
    public String aggregate() {
        return noteId;
    }
}
