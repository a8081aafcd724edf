package org.aistack.rag.ingest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.osgi.annotation.versioning.ProviderType;

/** The documents as others may see them. Every question is answered for the caller of this thread. */
@ProviderType
public interface Library {

    /** Cards of those of {@code documentIds} that exist and that the caller may read now, from the live database. */
    Map<String, DocumentCard> readable(Collection<String> documentIds);

    /** The canonical text of a version; empty when it does not exist or is not for the caller. */
    Optional<CanonicalText> text(String documentId, int version);

    /** Every document that should be in the index with its passages, for a rebuild. Asked by the system only. */
    void replay(BiConsumer<DocumentCard, List<Passage>> each);
}
