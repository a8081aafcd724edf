package org.aistack.security.rbac;

import org.aistack.kernel.events.DomainEvent;

/**
 * A user got other roles.
 *
 * @param userId who
 * @param revision of the assignment after it
 */
public record RolesAssigned(String userId, long revision) implements DomainEvent {
    @Override
    public String aggregate() {
        return userId;
    }
}
