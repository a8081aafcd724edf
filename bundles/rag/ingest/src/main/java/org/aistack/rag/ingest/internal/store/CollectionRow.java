package org.aistack.rag.ingest.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A collection in its table. */
@Entity
@Table(name = "ingest_collection")
public class CollectionRow {

    @Id
    private long id;

    @Version
    private long version;

    private String name;

    private String description;

    @Column(name = "owner_id")
    private String ownerId;

    @Column(name = "default_language")
    private String defaultLanguage;

    private String settings;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "updated_at")
    private LocalDateTime updatedAt;

    protected CollectionRow() {}

    public CollectionRow(long id, String ownerId, LocalDateTime createdAt) {
        this.id = id;
        this.ownerId = ownerId;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    public String name() {
        return name;
    }

    public void name(String value) {
        name = value;
    }

    public String description() {
        return description;
    }

    public void description(String value) {
        description = value;
    }

    public String ownerId() {
        return ownerId;
    }

    public String defaultLanguage() {
        return defaultLanguage;
    }

    public void defaultLanguage(String value) {
        defaultLanguage = value;
    }

    public String settings() {
        return settings;
    }

    public void settings(String value) {
        settings = value;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }

    public LocalDateTime updatedAt() {
        return updatedAt;
    }

    public void updatedAt(LocalDateTime value) {
        updatedAt = value;
    }
}
