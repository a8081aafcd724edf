package org.aistack.security.auth.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** Failures to sign in under one name, or from one address. */
@Entity
@Table(name = "auth_lockout")
public class LockoutRow {

    @Id
    private long id;

    private String kind;
    private String subject;
    private int failures;

    /** Start of the window an address is counted in. */
    private LocalDateTime since;

    @Column(name = "last_failure_at")
    private LocalDateTime lastFailureAt;

    @Column(name = "blocked_until")
    private LocalDateTime blockedUntil;

    protected LockoutRow() {}

    public LockoutRow(long id, String kind, String subject, LocalDateTime now) {
        this.id = id;
        this.kind = kind;
        this.subject = subject;
        this.failures = 1;
        this.since = now;
        this.lastFailureAt = now;
    }

    public long id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public String subject() {
        return subject;
    }

    public int failures() {
        return failures;
    }

    public LocalDateTime since() {
        return since;
    }

    public LocalDateTime lastFailureAt() {
        return lastFailureAt;
    }

    public LocalDateTime blockedUntil() {
        return blockedUntil;
    }
}
