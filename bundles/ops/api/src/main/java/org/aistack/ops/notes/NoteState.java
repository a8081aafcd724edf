package org.aistack.ops.notes;

import java.util.Set;

/** Where a note is in its life: {@code active → archived → active}. */
public enum NoteState {
    ACTIVE,
    ARCHIVED;

    /** What can be done with a note in this state. */
    public Set<NoteAction> actions() {
        return this == ACTIVE ? Set.of(NoteAction.ARCHIVE) : Set.of(NoteAction.RESTORE);
    }
}
