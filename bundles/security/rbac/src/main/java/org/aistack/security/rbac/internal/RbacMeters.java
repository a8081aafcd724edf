package org.aistack.security.rbac.internal;

import java.util.List;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The metrics of the roles. */
@Component(service = RbacMeters.class)
public final class RbacMeters {

    /** Permissions of these groups may name no capability. */
    private static final List<String> GROUPS = List.of("rag", "erp", "user", "system");

    private final Meters.Counter denied;

    @Activate
    public RbacMeters(@Reference Meters meters) {
        denied = meters.counter(
                "rbac_denied_total", "因缺少权限被拒绝的请求数 · Calls refused for want of a permission.", "capability");
        GROUPS.forEach(group -> denied.add(0, group));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(Capability capability) {
        denied.add(0, capability.id());
    }

    void remove(Capability capability) {
        denied.forget(capability.id());
    }

    /** Counts a refusal under the capability the permission names, else under its group. */
    void denied(String permission) {
        String[] parts = permission.split(":", 4);
        denied.add(parts.length > 2 ? parts[2] : parts[0]);
    }
}
