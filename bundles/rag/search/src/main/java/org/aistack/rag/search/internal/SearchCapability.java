package org.aistack.rag.search.internal;

import java.util.List;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Permission;
import org.osgi.service.component.annotations.Component;

/** The name plate. */
@Component
public final class SearchCapability implements Capability {

    public static final String ID = "search";
    public static final String READ = "rag:read";
    public static final String ADMIN = "rag:admin";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Text title() {
        return new Text("知识检索", "Knowledge search");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.of(READ, "检索知识并提问", "Search knowledge and ask", "manager", "user", "guest"),
                Permission.of(ADMIN, "管理知识库", "Manage the knowledge base"));
    }
}
