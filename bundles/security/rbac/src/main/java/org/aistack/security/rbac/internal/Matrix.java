package org.aistack.security.rbac.internal;

import java.util.ArrayList;
import java.util.List;
import org.aistack.kernel.catalog.Permission;

/** The permissions everybody knows from the start, and which built-in role holds them unless somebody decided otherwise. */
final class Matrix {

    /** The fifteen coarse grants. */
    static final List<Permission> ORIGINAL = List.of(
            Permission.of("rag:read", "查阅知识", "Read knowledge", "manager", "user", "guest"),
            Permission.of("rag:write", "维护知识", "Maintain knowledge", "manager"),
            Permission.of("rag:delete", "删除知识", "Delete knowledge", "manager"),
            Permission.of("rag:admin", "管理知识库", "Administer the knowledge base"),
            Permission.of("erp:read", "查阅业务数据", "Read business data", "manager", "user"),
            Permission.of("erp:write", "维护业务数据", "Maintain business data", "manager"),
            Permission.of("erp:delete", "删除业务数据", "Delete business data", "manager"),
            Permission.of("erp:admin", "管理业务系统", "Administer the business system"),
            Permission.of("user:read", "查看用户", "See users", "manager"),
            Permission.of("user:create", "创建用户", "Create users"),
            Permission.of("user:update", "修改用户", "Change users"),
            Permission.of("user:delete", "删除用户", "Delete users"),
            Permission.of("system:admin", "管理系统", "Administer the system"),
            Permission.of("system:config", "配置系统", "Configure the system"),
            Permission.of("system:monitor", "监控系统", "Watch the system", "manager"));

    /** The same for the groups that came later. */
    static final List<Permission> FURTHER = further();

    private Matrix() {}

    private static List<Permission> further() {
        List<Permission> all = new ArrayList<>();
        group(all, "chat", "对话", "conversations", "manager user", "manager user", "manager user");
        group(all, "agent", "智能体", "agents", "manager user", "manager", "manager");
        group(all, "content", "内容", "content", "manager user", "manager", "manager");
        group(all, "trading", "交易", "trading", "manager user", "manager", "manager");
        group(all, "trends", "趋势", "trends", "manager user guest", "manager", "manager");
        group(all, "resources", "资源", "resources", "manager user", "manager", "manager");
        group(all, "notes", "便签", "notes", "manager user", "manager user", "manager");
        group(all, "models", "模型", "models", "manager user", "manager", "manager");
        group(all, "learning", "学习", "learning", "manager user", "manager user", "");
        return List.copyOf(all);
    }

    private static void group(
            List<Permission> all, String group, String zh, String en, String read, String write, String execute) {
        all.add(Permission.of(group + ":read", "查看" + zh, "Read " + en, roles(read)));
        all.add(Permission.of(group + ":write", "维护" + zh, "Maintain " + en, roles(write)));
        all.add(Permission.of(group + ":execute", "执行" + zh, "Run " + en, roles(execute)));
        all.add(Permission.of(group + ":admin", "管理" + zh, "Administer " + en));
    }

    private static String[] roles(String names) {
        return names.isEmpty() ? new String[0] : names.split(" ");
    }
}
