package org.aistack.rag.ingest.internal.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A passage of the version that is in the index. */
@Entity
@Table(name = "ingest_chunk")
public class ChunkRow {

    @Id
    private long id;

    @Column(name = "document_id")
    private long documentId;

    private int number;

    private int place;

    @Column(name = "start_at")
    private int startAt;

    @Column(name = "end_at")
    private int endAt;

    private Integer page;

    private String locator;

    private String shape;

    private String language;

    @Column(name = "heading_path")
    private String headingPath;

    private String context;

    private String hash;

    private int tokens;

    private String vector;

    private String model;

    protected ChunkRow() {}

    public ChunkRow(
            long id,
            long documentId,
            int number,
            int place,
            int startAt,
            int endAt,
            Integer page,
            String locator,
            String shape,
            String language,
            String headingPath,
            String context,
            String hash,
            int tokens) {
        this.id = id;
        this.documentId = documentId;
        this.number = number;
        this.place = place;
        this.startAt = startAt;
        this.endAt = endAt;
        this.page = page;
        this.locator = locator;
        this.shape = shape;
        this.language = language;
        this.headingPath = headingPath;
        this.context = context;
        this.hash = hash;
        this.tokens = tokens;
    }

    public long id() {
        return id;
    }

    public long documentId() {
        return documentId;
    }

    public int number() {
        return number;
    }

    public int place() {
        return place;
    }

    public int startAt() {
        return startAt;
    }

    public int endAt() {
        return endAt;
    }

    public Integer page() {
        return page;
    }

    public String locator() {
        return locator;
    }

    public String shape() {
        return shape;
    }

    public String language() {
        return language;
    }

    public String headingPath() {
        return headingPath;
    }

    public String context() {
        return context;
    }

    public String hash() {
        return hash;
    }

    public int tokens() {
        return tokens;
    }

    public String vector() {
        return vector;
    }

    public void vector(String value) {
        vector = value;
    }

    public String model() {
        return model;
    }

    public void model(String value) {
        model = value;
    }
}
