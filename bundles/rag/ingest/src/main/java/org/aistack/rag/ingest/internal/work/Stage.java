package org.aistack.rag.ingest.internal.work;

import java.util.Locale;

/** What is done with a version. */
public enum Stage {
    RECEIVED(0.05),
    PARSED(0.30),
    PREPARED(0.40),
    CHUNKED(0.50),
    EMBEDDED(0.90),
    INDEXED(0.97),
    DONE(1.0);

    private final double progress;

    Stage(double progress) {
        this.progress = progress;
    }

    /** The word clients see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Share of the whole way, 0 to 1. */
    public double progress() {
        return progress;
    }

    static Stage of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
