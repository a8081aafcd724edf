package org.aistack.security.rbac;

import org.aistack.kernel.events.DomainEvent;

/**
 * A role's text or permissions changed.
 *
 * @param role its name
 * @param revision of the role after it
 */
public record RoleChanged(String role, long revision) implements DomainEvent {
    @Override
    public String aggregate() {
        return role;
    }
}
