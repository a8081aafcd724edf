package org.aistack.kernel.events.internal;

import org.aistack.kernel.events.DomainEvent;

/** Something for the tests. */
public record Happened(String id, long newVersion) implements DomainEvent {

    @Override
    public String aggregate() {
        return id;
    }
}
