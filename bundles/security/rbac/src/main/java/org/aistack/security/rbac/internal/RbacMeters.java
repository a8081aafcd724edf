package org.aistack.security.rbac.internal;

import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The metrics of the roles. */
@Component(service = RbacMeters.class)
public final class RbacMeters {

    private final Meters.Counter denied;

    @Activate
    public RbacMeters(@Reference Meters meters) {
        denied = meters.counter("rbac_denied_total", "Calls refused for want of a permission", "capability");
    }

    /** Counts a refusal under the capability the permission names, else under its group. */
    void denied(String permission) {
        String[] parts = permission.split(":", 4);
        denied.add(parts.length > 2 ? parts[2] : parts[0]);
    }
}
