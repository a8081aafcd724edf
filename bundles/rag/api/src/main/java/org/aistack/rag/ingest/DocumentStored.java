package org.aistack.rag.ingest;

import org.aistack.kernel.events.DomainEvent;

/**
 * A version of a document was taken in. It is not in the index yet.
 *
 * @param version number of the version, from 1
 */
public record DocumentStored(String documentId, String collectionId, int version) implements DomainEvent {

    @Override
    public String aggregate() {
        return documentId;
    }
}
