package org.aistack.rag.ingest.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A capability that handed out all its texts once. */
@Entity
@Table(name = "ingest_source")
public class SourceRow {

    @Id
    private String source;

    @Column(name = "replayed_at")
    private LocalDateTime replayedAt;

    protected SourceRow() {}

    public SourceRow(String source, LocalDateTime replayedAt) {
        this.source = source;
        this.replayedAt = replayedAt;
    }
}
