package org.aistack.security.auth;

import org.aistack.kernel.events.DomainEvent;

/**
 * A user's profile, status or password changed.
 *
 * @param userId who
 * @param revision of the user after it
 */
public record UserChanged(String userId, long revision) implements DomainEvent {
    @Override
    public String aggregate() {
        return userId;
    }
}
