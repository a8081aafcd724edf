package org.aistack.rag.search.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A search or an answer that was given: who asked what, and which places came back, without their text. */
@Entity
@Table(name = "search_run")
public class RunRow {

    @Id
    private long id;

    private String kind;

    @Column(name = "owner_id")
    private String ownerId;

    private String query;

    private String language;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    private String body;

    protected RunRow() {}

    public RunRow(long id, String kind, String ownerId, String query, String language, LocalDateTime now, String body) {
        this.id = id;
        this.kind = kind;
        this.ownerId = ownerId;
        this.query = query;
        this.language = language;
        createdAt = now;
        this.body = body;
    }

    public long id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public String ownerId() {
        return ownerId;
    }

    public String query() {
        return query;
    }

    public String language() {
        return language;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }

    public String body() {
        return body;
    }
}
