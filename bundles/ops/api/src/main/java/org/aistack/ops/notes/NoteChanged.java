package org.aistack.ops.notes;

import org.aistack.kernel.events.DomainEvent;

/**
 * A note has a new content; also told when it was just written.
 *
 * @param version its revision
 */
public record NoteChanged(String noteId, long version) implements DomainEvent {

    @Override
    public String aggregate() {
        return noteId;
    }
}
