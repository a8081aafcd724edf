package org.aistack.rag.search;

import java.util.List;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Passage;
import org.osgi.annotation.versioning.ProviderType;

/** Where passages are found again. Derived data: it can always be rebuilt from {@link org.aistack.rag.ingest.Library}. */
@ProviderType
public interface PassageIndex {

    /** Replaces everything known of the document. Repeatable; found after {@link #refresh}. */
    void put(DocumentCard card, List<Passage> passages);

    /** Forgets the document. When it returns, no search finds it. */
    void remove(String documentId);

    /** Makes what was put before findable. */
    void refresh();
}
