package org.aistack.rag.ingest.internal.text;

import java.util.Locale;

/** What a block of a document is. */
public enum Shape {
    HEADING,
    PARAGRAPH,
    LIST,
    TABLE,
    CODE,
    QUOTE,
    /** Undivided text of a plain text file, still to be read for its structure. */
    RAW;

    /** The word clients see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
