package org.aistack.ops.notes.internal.store;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EntityManager;
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

    /** Makes the tags of a note exactly these, in this order. */
    public static void replace(EntityManager em, long noteId, List<String> tags) {
        Map<String, TagRow> before = em
                .createQuery("select t from TagRow t where t.noteId = :id", TagRow.class)
                .setParameter("id", noteId)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(TagRow::tag, row -> row));
        for (int place = 0; place < tags.size(); place++) {
            TagRow row = before.remove(tags.get(place));
            if (row == null) {
                em.persist(new TagRow(noteId, tags.get(place), place));
            } else {
                row.place = place;
            }
        }
        before.values().forEach(em::remove);
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
