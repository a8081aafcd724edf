package org.aistack.ops.notes.internal.shell;

import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.ops.notes.Audience;
import org.aistack.ops.notes.NoteContent;
import org.aistack.ops.notes.Notes;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code notes:add <title> [body]}: a note for everyone, written by the system. */
@Service
@Command(scope = "notes", name = "add", description = "添加一条公开便签 Add a note for everyone")
public final class AddCommand implements Action {

    @Reference
    private Notes notes;

    @Reference
    private Guard guard;

    @Argument(index = 0, name = "title", required = true, description = "标题 Title")
    private String title;

    @Argument(index = 1, name = "body", description = "正文 Body")
    private String body;

    @Override
    public Object execute() throws Exception {
        var content = new NoteContent(null, title, body, null, null, Audience.EVERYONE);
        System.out.println(
                guard.runAs(Caller.SYSTEM, () -> notes.create(content)).id());
        return null;
    }
}
