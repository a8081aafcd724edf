package org.aistack.rag.ingest;

import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The one decision who may read what: search, answer, preview, download and count all ask here. */
@ProviderType
public interface AccessDecision {

    /**
     * What the caller of this thread may read, as a filter for an index. A document is readable when {@code everything}, or
     * its owner is {@code userId}, or it has its own readers and one is in {@code principals}, or it has none and its
     * collection is in {@code collections}. Texts of other capabilities come and go with these: before a document is shown,
     * {@link Library#readable} is asked.
     */
    record Scope(boolean everything, String userId, Set<String> principals, Set<String> collections) {}

    Scope scope();

    /**
     * Lets pass when all collections exist and the caller may read in them.
     *
     * @throws org.aistack.kernel.Problem the same "not found" for unknown and foreign ones
     */
    void requireReadable(Collection<String> collectionIds);
}
