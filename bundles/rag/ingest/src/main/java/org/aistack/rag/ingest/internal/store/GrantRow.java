package org.aistack.rag.ingest.internal.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** One principal that may read or write a collection or a document. */
@Entity
@Table(name = "ingest_grant")
public class GrantRow {

    @Id
    private long id;

    @Column(name = "target_id")
    private long targetId;

    private String verb;

    private String principal;

    protected GrantRow() {}

    public GrantRow(long id, long targetId, String verb, String principal) {
        this.id = id;
        this.targetId = targetId;
        this.verb = verb;
        this.principal = principal;
    }

    public long id() {
        return id;
    }

    public long targetId() {
        return targetId;
    }

    public String verb() {
        return verb;
    }

    public String principal() {
        return principal;
    }
}
