package org.aistack.ops.notes.internal.shell;

import java.util.List;
import java.util.Map;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.ops.notes.Notes;
import org.aistack.ops.notes.internal.NoteFilters;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code notes:list [words]}. */
@Service
@Command(scope = "notes", name = "list", description = "列出便签 List notes")
public final class ListCommand implements Action {

    @Reference
    private Notes notes;

    @Reference
    private Guard guard;

    @Argument(name = "words", description = "查找的词语 Words to look for")
    private String words;

    @Override
    public Object execute() throws Exception {
        Map<String, List<String>> parameters = words == null ? Map.of() : Map.of("q", List.of(words));
        var found = guard.runAs(Caller.SYSTEM, () -> notes.list(ListRequest.of(NoteFilters.SPEC, parameters)));
        var table = new ShellTable();
        table.column("id");
        table.column("title");
        table.column("state");
        table.column("audience");
        table.column("tags");
        found.items().forEach(note -> table.addRow()
                .addContent(note.id(), note.title(), note.state(), note.audience(), note.tags()));
        table.print(System.out);
        return null;
    }
}
