package org.aistack.ops.notes.internal.store;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.aistack.ops.notes.NoteState;
import org.aistack.ops.notes.Transition;

/** One move of a note. */
@Entity
@Table(name = "notes_transition")
public class TransitionRow {

    @Id
    private long id;

    @Column(name = "note_id")
    private long noteId;

    @Column(name = "from_state")
    private String fromState;

    @Column(name = "to_state")
    private String toState;

    private LocalDateTime at;

    @Column(name = "by_id")
    private String byId;

    protected TransitionRow() {}

    public TransitionRow(long id, long noteId, NoteState from, NoteState to, LocalDateTime at, String byId) {
        this.id = id;
        this.noteId = noteId;
        fromState = from.name().toLowerCase(Locale.ROOT);
        toState = to.name().toLowerCase(Locale.ROOT);
        this.at = at;
        this.byId = byId;
    }

    public Transition toTransition() {
        return new Transition(state(fromState), state(toState), at.toInstant(ZoneOffset.UTC), byId);
    }

    private static NoteState state(String value) {
        return NoteState.valueOf(value.toUpperCase(Locale.ROOT));
    }
}
