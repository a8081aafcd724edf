package org.aistack.kernel.events.internal.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.aistack.kernel.Id;
import org.aistack.kernel.events.internal.webhook.store.ParcelTable;

/** What a receiver reads: the event as it was told, ids and versions and never text. */
final class Letter {

    private final ObjectMapper mapper = new ObjectMapper();

    String of(ParcelTable.Fact fact) {
        ObjectNode letter = mapper.createObjectNode();
        letter.put("event_id", Id.text(fact.eventId()));
        letter.put("occurred_at", fact.at().toString());
        letter.put("topic", fact.topic());
        letter.put("actor", fact.actor());
        letter.put("aggregate", fact.aggregate());
        try {
            letter.set("data", mapper.readTree(fact.payload()));
            return mapper.writeValueAsString(letter);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the outbox holds JSON only", e);
        }
    }
}
