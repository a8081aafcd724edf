package org.aistack.ops.notes.internal.store;

import java.io.Serializable;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** A tag of a note that the counters contain. */
@Entity
@IdClass(CountedRow.Key.class)
@Table(name = "notes_counted")
public class CountedRow {

    @Id
    @Column(name = "note_id")
    private long noteId;

    @Id
    private String tag;

    private String scope;

    protected CountedRow() {}

    public CountedRow(long noteId, String tag, String scope) {
        this.noteId = noteId;
        this.tag = tag;
        this.scope = scope;
    }

    public String scope() {
        return scope;
    }

    public String tag() {
        return tag;
    }

    /** Its primary key. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        public long noteId;
        public String tag;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.noteId == noteId && key.tag.equals(tag);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(noteId) + tag.hashCode();
        }
    }
}
