package org.aistack.rag.ingest.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** What was deleted. */
@Entity
@Table(name = "ingest_tombstone")
public class TombstoneRow {

    @Id
    private long id;

    @Column(name = "collection_id")
    private long collectionId;

    @Column(name = "external_id")
    private String externalId;

    private String sha256;

    @Column(name = "deleted_at")
    private LocalDateTime deletedAt;

    protected TombstoneRow() {}

    public TombstoneRow(long id, long collectionId, String externalId, String sha256, LocalDateTime deletedAt) {
        this.id = id;
        this.collectionId = collectionId;
        this.externalId = externalId;
        this.sha256 = sha256;
        this.deletedAt = deletedAt;
    }

    public long id() {
        return id;
    }

    public long collectionId() {
        return collectionId;
    }

    public String externalId() {
        return externalId;
    }

    public String sha256() {
        return sha256;
    }

    public LocalDateTime deletedAt() {
        return deletedAt;
    }
}
