package org.aistack.ops.notes.internal;

import java.util.List;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Page;
import org.aistack.kernel.catalog.Permission;
import org.osgi.service.component.annotations.Component;

/** The name plate. */
@Component
public final class NotesCapability implements Capability {

    public static final String ID = "notes";
    public static final String READ = "notes:read";
    public static final String WRITE = "notes:write";
    public static final String ADMIN = "notes:admin";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Text title() {
        return new Text("共享便签", "Shared notes");
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.of(READ, "阅读便签", "Read notes", "manager", "user"),
                Permission.of(WRITE, "书写便签", "Write notes", "manager", "user"),
                Permission.of(ADMIN, "管理他人的便签", "Manage other people's notes"));
    }

    @Override
    public List<Page> pages() {
        return List.of(new Page("notes", new Text("便签", "Notes"), "note", READ, 500, "operations", "page.js"));
    }
}
