package org.aistack.rag.ingest.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** One way of a version from bytes to the index. A lease and the document's task id keep late results out. */
@Entity
@Table(name = "ingest_task")
public class TaskRow {

    @Id
    private long id;

    @Version
    private long version;

    @Column(name = "document_id")
    private long documentId;

    private int number;

    @Column(name = "owner_id")
    private String ownerId;

    private String stage;

    private String state;

    private int attempt;

    @Column(name = "lease_owner")
    private String leaseOwner;

    @Column(name = "lease_until")
    private LocalDateTime leaseUntil;

    @Column(name = "next_at")
    private LocalDateTime nextAt;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    protected TaskRow() {}

    public TaskRow(long id, long documentId, int number, String ownerId, LocalDateTime createdAt) {
        this.id = id;
        this.documentId = documentId;
        this.number = number;
        this.ownerId = ownerId;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    public long documentId() {
        return documentId;
    }

    public int number() {
        return number;
    }

    public String ownerId() {
        return ownerId;
    }

    public String stage() {
        return stage;
    }

    public void stage(String value) {
        stage = value;
    }

    public String state() {
        return state;
    }

    public void state(String value) {
        state = value;
    }

    public int attempt() {
        return attempt;
    }

    public void attempt(int value) {
        attempt = value;
    }

    public String leaseOwner() {
        return leaseOwner;
    }

    public void leaseOwner(String value) {
        leaseOwner = value;
    }

    public LocalDateTime leaseUntil() {
        return leaseUntil;
    }

    public void leaseUntil(LocalDateTime value) {
        leaseUntil = value;
    }

    public LocalDateTime nextAt() {
        return nextAt;
    }

    public void nextAt(LocalDateTime value) {
        nextAt = value;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }
}
