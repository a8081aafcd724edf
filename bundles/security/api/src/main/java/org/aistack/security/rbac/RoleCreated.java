package org.aistack.security.rbac;

import org.aistack.kernel.events.DomainEvent;

/**
 * A role was made.
 *
 * @param role its name
 * @param revision of the role after it
 */
public record RoleCreated(String role, long revision) implements DomainEvent {
    @Override
    public String aggregate() {
        return role;
    }
}
