package org.aistack.kernel.testkit;

import org.aistack.kernel.events.DomainEvent;

public record ThingMade(String thingId, int size) implements DomainEvent {

    @Override
    public String aggregate() {
        return thingId;
    }
}
