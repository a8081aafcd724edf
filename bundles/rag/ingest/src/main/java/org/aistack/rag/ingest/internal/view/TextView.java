package org.aistack.rag.ingest.internal.view;

import java.util.List;
import org.aistack.rag.ingest.internal.text.Canonical;

/** The canonical text of a version; all offsets are code points. */
public record TextView(
        String documentId, int version, String text, int length, String offsetUnit, List<Canonical.Page> pages) {

    public static TextView of(String documentId, int version, String text, List<Canonical.Page> pages) {
        return new TextView(documentId, version, text, text.codePointCount(0, text.length()), "code_point", pages);
    }
}
