package org.aistack.kernel.events.internal.rest;

import java.time.Instant;
import java.util.Locale;
import org.aistack.kernel.Id;
import org.aistack.kernel.events.internal.store.Parked;

/**
 * An event that a subscriber could not digest.
 *
 * @param status {@code parked}, or {@code waiting} for its turn behind a parked one or for another try
 * @param failures how often it was tried in vain
 * @param error what the subscriber said the last time; null for an event that only waits
 */
public record ParkedView(
        String id,
        String subscriber,
        String topic,
        String aggregate,
        long position,
        String status,
        int failures,
        String error,
        String causedBy,
        Instant toldAt,
        Instant parkedAt) {

    static ParkedView of(Parked parked) {
        return new ParkedView(
                Id.text(parked.id()),
                parked.subscriber(),
                parked.told().topic(),
                parked.told().aggregate(),
                parked.told().position(),
                parked.status().name().toLowerCase(Locale.ROOT),
                parked.failures(),
                parked.error(),
                parked.told().causedBy(),
                parked.told().at(),
                parked.parkedAt());
    }
}
