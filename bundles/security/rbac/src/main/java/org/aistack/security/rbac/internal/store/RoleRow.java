package org.aistack.security.rbac.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A role. Its revision is kept by hand: a change of its grants is a change of the role. */
@Entity
@Table(name = "rbac_role")
public class RoleRow {

    @Id
    private long id;

    private String name;
    private String title;
    private String description;

    @Column(name = "built_in")
    private boolean builtIn;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "updated_at")
    private LocalDateTime updatedAt;

    private long revision;

    protected RoleRow() {}

    public RoleRow(long id, String name, LocalDateTime now) {
        this.id = id;
        this.name = name;
        this.createdAt = now;
    }

    public void change(String newTitle, String newDescription, LocalDateTime now) {
        title = newTitle;
        description = newDescription == null ? "" : newDescription;
        updatedAt = now;
        revision++;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public boolean builtIn() {
        return builtIn;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }

    public LocalDateTime updatedAt() {
        return updatedAt;
    }

    public long revision() {
        return revision;
    }
}
