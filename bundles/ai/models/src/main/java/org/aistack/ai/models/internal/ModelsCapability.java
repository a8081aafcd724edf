package org.aistack.ai.models.internal;

import java.util.List;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Permission;
import org.osgi.service.component.annotations.Component;

/** The name plate. */
@Component
public final class ModelsCapability implements Capability {

    public static final String ID = "models";
    public static final String READ = "models:read";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Text title() {
        return new Text("模型", "Models");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.of(READ, "查看和使用模型", "See and use models", "manager", "user"));
    }
}
