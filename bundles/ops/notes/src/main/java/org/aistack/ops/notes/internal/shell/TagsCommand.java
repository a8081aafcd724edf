package org.aistack.ops.notes.internal.shell;

import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.ops.notes.Notes;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code notes:tags}. */
@Service
@Command(scope = "notes", name = "tags", description = "标签统计 Count tags of notes for everyone")
public final class TagsCommand implements Action {

    @Reference
    private Notes notes;

    @Reference
    private Guard guard;

    @Override
    public Object execute() throws Exception {
        var table = new ShellTable();
        table.column("tag");
        table.column("count");
        guard.runAs(Caller.SYSTEM, notes::tags).forEach(count -> table.addRow().addContent(count.tag(), count.count()));
        table.print(System.out);
        return null;
    }
}
