package org.aistack.ops.notes.internal.store;

import java.io.Serializable;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** A word a note can be found by; written in bulk by {@link WordIndex}, here for queries only. */
@Entity
@IdClass(WordRow.Key.class)
@Table(name = "notes_word")
public class WordRow {

    @Id
    private String word;

    @Id
    @Column(name = "note_id")
    private long noteId;

    protected WordRow() {}

    /** Its primary key. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        public String word;
        public long noteId;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.noteId == noteId && key.word.equals(word);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(noteId) + word.hashCode();
        }
    }
}
