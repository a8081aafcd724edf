package org.aistack.security.rbac.internal.store;

import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The one row that rises with every change. Raising it first makes all changes wait for each other. */
@Entity
@Table(name = "rbac_revision")
public class RevisionRow {

    @Id
    private long id;

    private long revision;

    protected RevisionRow() {}

    public long id() {
        return id;
    }

    public long revision() {
        return revision;
    }
}
