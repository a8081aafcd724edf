package org.aistack.kernel.rest.internal.store;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** The answer that was given to a request with an Idempotency-Key. */
@Entity
@Table(name = "rest_idempotency")
public class AnswerRow {

    @Id
    private String lookup;

    @Column(name = "request_hash")
    private String requestHash;

    private int status;

    @Column(name = "content_type")
    private String contentType;

    private String location;

    private String etag;

    private String body;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    protected AnswerRow() {}

    /**
     * A new row.
     *
     * @param lookup hash of key, caller and address
     * @param requestHash hash of everything that makes it the same request
     * @param body sealed with the key, which is not stored
     */
    public AnswerRow(String lookup, String requestHash, LocalDateTime createdAt, Content content, String body) {
        this.lookup = lookup;
        this.requestHash = requestHash;
        this.createdAt = createdAt;
        this.status = content.status();
        this.contentType = content.type();
        this.location = content.location();
        this.etag = content.etag();
        this.body = body;
    }

    /** What an answer says besides its body. */
    public record Content(int status, String type, String location, String etag) {}

    public String requestHash() {
        return requestHash;
    }

    public LocalDateTime createdAt() {
        return createdAt;
    }

    public Content content() {
        return new Content(status, contentType, location, etag);
    }

    public String body() {
        return body;
    }
}
