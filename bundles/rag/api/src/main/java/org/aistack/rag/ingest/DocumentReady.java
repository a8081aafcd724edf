package org.aistack.rag.ingest;

import org.aistack.kernel.events.DomainEvent;

/**
 * A version of a document can be found.
 *
 * @param version number of the version, from 1
 */
public record DocumentReady(String documentId, String collectionId, int version) implements DomainEvent {

    @Override
    public String aggregate() {
        return documentId;
    }
}
