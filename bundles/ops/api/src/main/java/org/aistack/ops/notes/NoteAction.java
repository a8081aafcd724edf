package org.aistack.ops.notes;

/** What moves a note from one state to another. */
public enum NoteAction {
    ARCHIVE(NoteState.ARCHIVED),
    RESTORE(NoteState.ACTIVE);

    private final NoteState to;

    NoteAction(NoteState to) {
        this.to = to;
    }

    public NoteState to() {
        return to;
    }
}
