package org.aistack.security.auth;

import org.aistack.kernel.events.DomainEvent;

/**
 * A user was made.
 *
 * @param userId who
 * @param revision of the user after it
 */
public record UserCreated(String userId, long revision) implements DomainEvent {
    @Override
    public String aggregate() {
        return userId;
    }
}
