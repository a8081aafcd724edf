package org.aistack.rag.ingest.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A document in its table, as its last version left it. */
@Entity
@Table(name = "ingest_document")
public class DocumentRow {

    @Id
    private long id;

    @Version
    private long version;

    @Column(name = "collection_id")
    private long collectionId;

    @Column(name = "owner_id")
    private String ownerId;

    private String identity;

    @Column(name = "external_id")
    private String externalId;

    @Column(name = "file_name")
    private String fileName;

    private String title;

    @Column(name = "media_type")
    private String mediaType;

    private String source;

    @Column(name = "source_kind")
    private String sourceKind;

    @Column(name = "source_uri")
    private String sourceUri;

    private String provenance;

    private String language;

    private String script;

    private String category;

    private String tags;

    private String metadata;

    @Column(name = "own_list")
    private int ownList;

    @Column(name = "published_at")
    private LocalDateTime publishedAt;

    private int number;

    @Column(name = "chunk_number")
    private int chunkNumber;

    private long bytes;

    private String sha256;

    @Column(name = "text_sha256")
    private String textSha256;

    @Column(name = "valid_from")
    private LocalDateTime validFrom;

    @Column(name = "valid_to")
    private LocalDateTime validTo;

    private String state;

    private String stage;

    private double progress;

    private String failure;

    private int chars;

    private int pages;

    private int chunks;

    private int tables;

    private Integer quality;

    private String grade;

    @Column(name = "exact_of")
    private Long exactOf;

    @Column(name = "vectors_missing")
    private int vectorsMissing;

    @Column(name = "chunks_embedded")
    private int chunksEmbedded;

    @Column(name = "chunks_reused")
    private int chunksReused;

    @Column(name = "run_started_at")
    private LocalDateTime runStartedAt;

    @Column(name = "run_ended_at")
    private LocalDateTime runEndedAt;

    @Column(name = "task_id")
    private long taskId;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "updated_at")
    private LocalDateTime updatedAt;

    protected DocumentRow() {}

    public DocumentRow(long id, String ownerId, String identity, String externalId, LocalDateTime createdAt) {
        this.id = id;
        this.ownerId = ownerId;
        this.identity = identity;
        this.externalId = externalId;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public long version() {
        return version;
    }

    public long collectionId() {
        return collectionId;
    }

    public void collectionId(long value) {
        collectionId = value;
    }

    public String ownerId() {
        return ownerId;
    }

    public String identity() {
        return identity;
    }

    public String externalId() {
        return externalId;
    }

    public String fileName() {
        return fileName;
    }

    public void fileName(String value) {
        fileName = value;
    }

    public String title() {
        return title;
    }

    public void title(String value) {
        title = value;
    }

    public String mediaType() {
        return mediaType;
    }

    public void mediaType(String value) {
        mediaType = value;
    }

    /** The capability whose text it is; null for what a client brought. */
    public String source() {
        return source;
    }

    public void source(String value) {
        source = value;
    }

    public String sourceKind() {
        return sourceKind;
    }

    public void sourceKind(String value) {
        sourceKind = value;
    }

    public String sourceUri() {
        return sourceUri;
    }

    public void sourceUri(String value) {
        sourceUri = value;
    }

    public String provenance() {
        return provenance;
    }

    public void provenance(String value) {
        provenance = value;
    }

    public String language() {
        return language;
    }

    public void language(String value) {
        language = value;
    }

    public String script() {
        return script;
    }

    public void script(String value) {
        script = value;
    }

    public String category() {
        return category;
    }

    public void category(String value) {
        category = value;
    }

    public String tags() {
        return tags;
    }

    public void tags(String value) {
        tags = value;
    }

    public String metadata() {
        return metadata;
    }

    public void metadata(String value) {
        metadata = value;
    }

    public int ownList() {
        return ownList;
    }

    public void ownList(int value) {
        ownList = value;
    }

    public LocalDateTime publishedAt() {
        return publishedAt;
    }

    public void publishedAt(LocalDateTime value) {
        publishedAt = value;
    }

    public int number() {
        return number;
    }

    public void number(int value) {
        number = value;
    }

    public int chunkNumber() {
        return chunkNumber;
    }

    public void chunkNumber(int value) {
        chunkNumber = value;
    }

    public long bytes() {
        return bytes;
    }

    public void bytes(long value) {
        bytes = value;
    }

    public String sha256() {
        return sha256;
    }

    public void sha256(String value) {
        sha256 = value;
    }

    public String textSha256() {
        return textSha256;
    }

    public void textSha256(String value) {
        textSha256 = value;
    }

    public LocalDateTime validFrom() {
        return validFrom;
    }

    public void validFrom(LocalDateTime value) {
        validFrom = value;
    }

    public LocalDateTime validTo() {
        return validTo;
    }

    public void validTo(LocalDateTime value) {
        validTo = value;
    }

    public String state() {
        return state;
    }

    public void state(String value) {
        state = value;
    }

    public String stage() {
        return stage;
    }

    public void stage(String value) {
        stage = value;
    }

    public double progress() {
        return progress;
    }

    public void progress(double value) {
        progress = value;
    }

    public String failure() {
        return failure;
    }

    public void failure(String value) {
        failure = value;
    }

    public int chars() {
        return chars;
    }

    public void chars(int value) {
        chars = value;
    }

    public int pages() {
        return pages;
    }

    public void pages(int value) {
        pages = value;
    }

    public int chunks() {
        return chunks;
    }

    public void chunks(int value) {
        chunks = value;
    }

    public int tables() {
        return tables;
    }

    public void tables(int value) {
        tables = value;
    }

    public Integer quality() {
        return quality;
    }

    public void quality(Integer value) {
        quality = value;
    }

    public String grade() {
        return grade;
    }

    public void grade(String value) {
        grade = value;
    }

    public Long exactOf() {
        return exactOf;
    }

    public void exactOf(Long value) {
        exactOf = value;
    }

    public int vectorsMissing() {
        return vectorsMissing;
    }

    public void vectorsMissing(int value) {
        vectorsMissing = value;
    }

    public int chunksEmbedded() {
        return chunksEmbedded;
    }

    public void chunksEmbedded(int value) {
        chunksEmbedded = value;
    }

    public int chunksReused() {
        return chunksReused;
    }

    public void chunksReused(int value) {
        chunksReused = value;
    }

    public LocalDateTime runStartedAt() {
        return runStartedAt;
    }

    public void runStartedAt(LocalDateTime value) {
        runStartedAt = value;
    }

    public LocalDateTime runEndedAt() {
        return runEndedAt;
    }

    public void runEndedAt(LocalDateTime value) {
        runEndedAt = value;
    }

    public long taskId() {
        return taskId;
    }

    public void taskId(long value) {
        taskId = value;
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
