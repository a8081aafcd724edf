package org.aistack.security.rbac.internal;

import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.osgi.service.component.annotations.Component;

/** The name plate. */
@Component
public final class Rbac implements Capability {

    @Override
    public String id() {
        return "rbac";
    }

    @Override
    public Text title() {
        return new Text("角色与权限", "Roles and permissions");
    }
}
