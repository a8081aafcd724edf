package org.aistack.rag.knowledge;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes the texts of capabilities in. Every call has the same effect however often it comes, and joins the running unit of
 * work: a capability that reads its row under a lock and calls here in the same work is never overtaken by itself.
 */
@ProviderType
public interface Knowledge {

    /**
     * Makes this what is known of the text. What was known before is forgotten with all its words; the same again costs
     * nothing. A blank text is removed. It is found a moment after the work committed.
     *
     * @throws org.aistack.kernel.Problem when the text is longer than a document may be
     */
    void put(Entry entry);

    /** Forgets a text; one that is not known is no matter. */
    void remove(String source, String id);

    /**
     * A text.
     *
     * @param source id of the capability whose text it is, as in {@link KnowledgeSource#capability}
     * @param id of the text, unique within the source; at most 100 characters
     * @param title at most 500 characters
     * @param text plain text
     * @param ownerId id of the user who always may read it
     * @param everyone whether everybody may read it who may read this source at all; else the owner alone
     */
    record Entry(String source, String id, String title, String text, String ownerId, boolean everyone) {}
}
