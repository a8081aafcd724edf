package org.aistack.security.auth.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A refresh token of a session; all of one session are a family. Only its hash is known. */
@Entity
@Table(name = "auth_refresh_token")
public class RefreshTokenRow {

    public static final String LIVE = "live";
    public static final String ROTATED = "rotated";

    @Id
    private long id;

    @Column(name = "session_id")
    private long sessionId;

    private String hash;
    private String state;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    protected RefreshTokenRow() {}

    public RefreshTokenRow(long id, long sessionId, String hash, LocalDateTime now) {
        this.id = id;
        this.sessionId = sessionId;
        this.hash = hash;
        this.state = LIVE;
        this.createdAt = now;
    }

    public long id() {
        return id;
    }

    public long sessionId() {
        return sessionId;
    }

    public String hash() {
        return hash;
    }

    public String state() {
        return state;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }
}
