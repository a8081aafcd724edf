package org.aistack.rag.ingest.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Basic;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.FetchType;
import javax.persistence.Id;
import javax.persistence.Table;

/** One content of a document. */
@Entity
@Table(name = "ingest_version")
public class VersionRow {

    @Id
    private long id;

    @Column(name = "document_id")
    private long documentId;

    private int number;

    private String form;

    private String sha256;

    private long bytes;

    @Column(name = "file_name")
    private String fileName;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "text_sha256")
    private String textSha256;

    private String language;

    @Column(name = "wanted_language")
    private String wantedLanguage;

    private int chars;

    @Basic(fetch = FetchType.LAZY)
    private String pages;

    @Basic(fetch = FetchType.LAZY)
    private String structure;

    @Basic(fetch = FetchType.LAZY)
    private String report;

    @Column(name = "valid_from")
    private LocalDateTime validFrom;

    @Column(name = "valid_to")
    private LocalDateTime validTo;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    protected VersionRow() {}

    public VersionRow(
            long id,
            long documentId,
            int number,
            String form,
            String sha256,
            long bytes,
            String fileName,
            String wantedLanguage,
            String createdBy,
            LocalDateTime createdAt) {
        this.id = id;
        this.documentId = documentId;
        this.number = number;
        this.form = form;
        this.sha256 = sha256;
        this.bytes = bytes;
        this.fileName = fileName;
        this.wantedLanguage = wantedLanguage;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
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

    public String form() {
        return form;
    }

    public String sha256() {
        return sha256;
    }

    public long bytes() {
        return bytes;
    }

    public String fileName() {
        return fileName;
    }

    public String mediaType() {
        return mediaType;
    }

    public void mediaType(String value) {
        mediaType = value;
    }

    public String textSha256() {
        return textSha256;
    }

    public void textSha256(String value) {
        textSha256 = value;
    }

    public String language() {
        return language;
    }

    public void language(String value) {
        language = value;
    }

    public String wantedLanguage() {
        return wantedLanguage;
    }

    public int chars() {
        return chars;
    }

    public void chars(int value) {
        chars = value;
    }

    public String pages() {
        return pages;
    }

    public void pages(String value) {
        pages = value;
    }

    public String structure() {
        return structure;
    }

    public void structure(String value) {
        structure = value;
    }

    public String report() {
        return report;
    }

    public void report(String value) {
        report = value;
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

    public String createdBy() {
        return createdBy;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }
}
