package org.aistack.kernel.events.internal.webhook.store;

import java.time.Instant;
import java.util.List;

/**
 * A webhook.
 *
 * @param reason why the server has deactivated it, {@code gone} or {@code failing}; null otherwise
 * @param position everything up to here was made into deliveries
 * @param failingSince when the first of an unbroken row of failures was; null when the last delivery went well
 */
public record Hook(
        long id,
        long revision,
        String url,
        List<String> topics,
        String description,
        boolean active,
        String reason,
        String createdBy,
        Instant createdAt,
        Instant changedAt,
        long position,
        Instant failingSince) {

    /** Its address may carry a secret. */
    @Override
    public String toString() {
        return "Hook[id=" + id + "]";
    }
}
