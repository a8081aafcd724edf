package org.aistack.ops.notes;

import org.aistack.kernel.events.DomainEvent;

/**
 * A note was put away.
 *
 * @param version its revision
 */
public record NoteArchived(String noteId, long version) implements DomainEvent {

    @Override
    public String aggregate() {
        return noteId;
    }
}
