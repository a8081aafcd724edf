package org.aistack.rag.ingest;

import java.util.List;

/**
 * A chunk of a document's canonical text. {@code text} equals the code points {@code [start, end)} of it.
 *
 * @param page 1-based page, slide; null when the format has none
 * @param locator place inside structured formats, for example {@code Sheet1!C17}; null when there is none
 * @param kind heading, paragraph, list, table, code, quote
 * @param context what belongs to the chunk but not to its text, for example the header rows of a table; may be empty
 * @param vector unit vector; null when no model speaks the language (yet)
 * @param model id of the model that made the vector; null without one
 */
public record Passage(
        String chunkId,
        int index,
        int start,
        int end,
        Integer page,
        String locator,
        List<String> headingPath,
        String kind,
        String language,
        String text,
        String context,
        float[] vector,
        String model) {}
