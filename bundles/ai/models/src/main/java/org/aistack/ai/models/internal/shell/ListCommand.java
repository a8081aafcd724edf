package org.aistack.ai.models.internal.shell;

import org.aistack.ai.models.internal.Embeddings;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code models:list}. */
@Service
@Command(scope = "models", name = "list", description = "列出模型 List models")
public final class ListCommand implements Action {

    @Reference
    private Embeddings embeddings;

    @Override
    public Object execute() {
        var table = new ShellTable();
        table.column("model");
        table.column("language");
        table.column("dimension");
        table.column("window");
        embeddings.models().forEach(model -> table.addRow()
                .addContent(model.id(), model.language(), model.dimension(), model.window()));
        table.print(System.out);
        return null;
    }
}
