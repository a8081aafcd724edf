package org.aistack.security.auth.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A person. A deleted one stays, so that the name is never given to somebody else. */
@Entity
@Table(name = "auth_user")
public class UserRow {

    public static final String ACTIVE = "active";
    public static final String DISABLED = "disabled";
    public static final String DELETED = "deleted";

    @Id
    private long id;

    private String username;
    private String canonical;

    @Column(name = "display_name")
    private String displayName;

    private String email;
    private String locale;
    private String status;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "must_change_password")
    private boolean mustChangePassword;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "updated_at")
    private LocalDateTime updatedAt;

    @Column(name = "last_login_at")
    private LocalDateTime lastLoginAt;

    @Version
    private long revision;

    protected UserRow() {}

    public UserRow(long id, String username, String canonical, LocalDateTime now) {
        this.id = id;
        this.username = username;
        this.canonical = canonical;
        this.status = ACTIVE;
        this.createdAt = now;
        this.updatedAt = now;
    }

    public void profile(String newDisplayName, String newEmail, String newLocale, LocalDateTime now) {
        displayName = newDisplayName;
        email = newEmail;
        locale = newLocale;
        updatedAt = now;
    }

    public void password(String hash, boolean mustChange, LocalDateTime now) {
        passwordHash = hash;
        mustChangePassword = mustChange;
        updatedAt = now;
    }

    public void status(String newStatus, LocalDateTime now) {
        status = newStatus;
        updatedAt = now;
    }

    public long id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String canonical() {
        return canonical;
    }

    public String displayName() {
        return displayName;
    }

    public String email() {
        return email;
    }

    public String locale() {
        return locale;
    }

    public String status() {
        return status;
    }

    public boolean active() {
        return ACTIVE.equals(status);
    }

    public String passwordHash() {
        return passwordHash;
    }

    public boolean mustChangePassword() {
        return mustChangePassword;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }

    public LocalDateTime updatedAt() {
        return updatedAt;
    }

    public LocalDateTime lastLoginAt() {
        return lastLoginAt;
    }

    public long revision() {
        return revision;
    }
}
