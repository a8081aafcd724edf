package org.aistack.rag.ingest;

import org.aistack.kernel.events.DomainEvent;

/** A document is gone with all its versions. Whoever holds something made from it lets go of it. */
public record DocumentRemoved(String documentId, String collectionId) implements DomainEvent {

    @Override
    public String aggregate() {
        return documentId;
    }
}
