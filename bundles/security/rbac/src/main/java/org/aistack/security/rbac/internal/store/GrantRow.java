package org.aistack.security.rbac.internal.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A decision of an administrator: this role has, or has not, this permission. */
@Entity
@Table(name = "rbac_grant")
public class GrantRow {

    @Id
    private long id;

    @Column(name = "role_id")
    private long roleId;

    private String permission;
    private boolean granted;

    protected GrantRow() {}

    public GrantRow(long id, long roleId, String permission, boolean granted) {
        this.id = id;
        this.roleId = roleId;
        this.permission = permission;
        this.granted = granted;
    }

    public void decide(boolean decision) {
        granted = decision;
    }

    public long roleId() {
        return roleId;
    }

    public String permission() {
        return permission;
    }

    public boolean granted() {
        return granted;
    }
}
