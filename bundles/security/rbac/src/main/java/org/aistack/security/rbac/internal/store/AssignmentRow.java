package org.aistack.security.rbac.internal.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A role of a user. */
@Entity
@Table(name = "rbac_assignment")
public class AssignmentRow {

    @Id
    private long id;

    @Column(name = "holder_id")
    private long holderId;

    @Column(name = "role_id")
    private long roleId;

    protected AssignmentRow() {}

    public AssignmentRow(long id, long holderId, long roleId) {
        this.id = id;
        this.holderId = holderId;
        this.roleId = roleId;
    }

    public long id() {
        return id;
    }

    public long holderId() {
        return holderId;
    }

    public long roleId() {
        return roleId;
    }
}
