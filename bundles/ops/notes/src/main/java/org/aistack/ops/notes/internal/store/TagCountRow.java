package org.aistack.ops.notes.internal.store;

import java.io.Serializable;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** How many notes of a scope carry a tag. A scope is {@link #EVERYONE} or the owner of private notes. */
@Entity
@IdClass(TagCountRow.Key.class)
@Table(name = "notes_tag_count")
public class TagCountRow {

    /** The scope of notes for everyone. No user has this id. */
    public static final String EVERYONE = "everyone";

    @Id
    private String scope;

    @Id
    private String tag;

    private long total;

    protected TagCountRow() {}

    public TagCountRow(String scope, String tag, long total) {
        this.scope = scope;
        this.tag = tag;
        this.total = total;
    }

    /** Its primary key. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        public String scope;
        public String tag;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.scope.equals(scope) && key.tag.equals(tag);
        }

        @Override
        public int hashCode() {
            return 31 * scope.hashCode() + tag.hashCode();
        }
    }
}
