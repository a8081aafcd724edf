package org.aistack.security.rbac.internal.store;

import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A user who can hold roles. */
@Entity
@Table(name = "rbac_holder")
public class HolderRow {

    /** The user's id. */
    @Id
    private long id;

    private boolean active;
    private long revision;

    protected HolderRow() {}

    public HolderRow(long id) {
        this.id = id;
        this.active = true;
    }

    public void standing(boolean counts) {
        active = counts;
    }

    public void touch() {
        revision++;
    }

    public long id() {
        return id;
    }

    public boolean active() {
        return active;
    }

    public long revision() {
        return revision;
    }
}
