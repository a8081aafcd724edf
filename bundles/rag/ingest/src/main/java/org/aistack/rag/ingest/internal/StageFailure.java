package org.aistack.rag.ingest.internal;

/** A stage of a document's way did not work. */
public final class StageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final IngestError code;
    private final boolean retryable;

    public StageFailure(IngestError code, String detail, boolean retryable) {
        super(detail);
        this.code = code;
        this.retryable = retryable;
    }

    public IngestError code() {
        return code;
    }

    /** Whether the same try may work later. */
    public boolean retryable() {
        return retryable;
    }
}
