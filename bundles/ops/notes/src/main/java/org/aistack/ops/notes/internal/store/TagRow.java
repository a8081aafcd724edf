package org.aistack.ops.notes.internal.store;

import java.io.Serializable;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** One tag of one note. */
@Entity
@IdClass(TagRow.Key.class)
@Table(name = "notes_tag")
public class TagRow {

    @Id
    @Column(name = "note_id")
    private long noteId;

    @Id
    private String tag;

    private int place;

    protected TagRow() {}

    public TagRow(long noteId, String tag, int place) {
        this.noteId = noteId;
        this.tag = tag;
        this.place = place;
    }

    public long noteId() {
        return noteId;
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
