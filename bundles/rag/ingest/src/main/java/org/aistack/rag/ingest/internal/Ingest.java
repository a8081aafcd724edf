package org.aistack.rag.ingest.internal;

import java.util.List;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Permission;
import org.osgi.service.component.annotations.Component;

/** The name plate. */
@Component
public final class Ingest implements Capability {

    public static final String ID = "ingest";
    public static final String READ = "rag:read";
    public static final String WRITE = "rag:write";
    public static final String DELETE = "rag:delete";
    public static final String ADMIN = "rag:admin";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Text title() {
        return new Text("文档", "Documents");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.of(READ, "阅读和检索文档", "Read and search documents", "manager", "user", "guest"),
                Permission.of(WRITE, "添加和修改文档", "Add and change documents", "manager"),
                Permission.of(DELETE, "删除文档", "Delete documents", "manager"),
                Permission.of(ADMIN, "管理所有文档", "Manage all documents"));
    }
}
