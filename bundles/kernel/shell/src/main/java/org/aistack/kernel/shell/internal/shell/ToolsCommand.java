package org.aistack.kernel.shell.internal.shell;

import java.util.Locale;
import org.aistack.kernel.catalog.Catalog;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** The table of tools. */
@Service
@Command(scope = "kernel", name = "tools", description = "Lists the tools that agents may call")
public final class ToolsCommand implements Action {

    @Reference
    private Catalog catalog;

    @Override
    public Object execute() {
        var table = new ShellTable();
        table.column("Tool");
        table.column("Effect");
        table.column("Permission");
        table.column("Purpose");
        for (var card : catalog.tools()) {
            String effect = card.effect().name().toLowerCase(Locale.ROOT);
            table.addRow()
                    .addContent(
                            card.name(),
                            effect,
                            card.permission(),
                            card.purpose().en());
        }
        table.print(System.out);
        return null;
    }
}
