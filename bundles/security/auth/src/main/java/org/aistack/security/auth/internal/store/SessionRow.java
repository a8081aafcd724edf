package org.aistack.security.auth.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** One login. */
@Entity
@Table(name = "auth_session")
public class SessionRow {

    @Id
    private long id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "client_id")
    private String clientId;

    private String device;
    private String address;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "last_used_at")
    private LocalDateTime lastUsedAt;

    @Column(name = "expires_at")
    private LocalDateTime expiresAt;

    @Column(name = "ended_at")
    private LocalDateTime endedAt;

    protected SessionRow() {}

    public SessionRow(long id, long userId, String clientId, LocalDateTime now, LocalDateTime expiresAt) {
        this.id = id;
        this.userId = userId;
        this.clientId = clientId;
        this.createdAt = now;
        this.lastUsedAt = now;
        this.expiresAt = expiresAt;
    }

    public void from(String newDevice, String newAddress) {
        device = newDevice;
        address = newAddress;
    }

    public long id() {
        return id;
    }

    public long userId() {
        return userId;
    }

    public String clientId() {
        return clientId;
    }

    public String device() {
        return device;
    }

    public String address() {
        return address;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }

    public LocalDateTime lastUsedAt() {
        return lastUsedAt;
    }

    public LocalDateTime expiresAt() {
        return expiresAt;
    }

    public LocalDateTime endedAt() {
        return endedAt;
    }
}
