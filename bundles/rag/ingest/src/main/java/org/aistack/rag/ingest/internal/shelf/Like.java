package org.aistack.rag.ingest.internal.shelf;

import java.util.Locale;

/** Patterns for {@code like … escape '\'}. */
final class Like {

    private Like() {}

    static String contains(String text) {
        return "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%";
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
