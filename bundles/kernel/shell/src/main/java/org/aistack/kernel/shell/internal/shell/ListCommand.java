package org.aistack.kernel.shell.internal.shell;

import java.util.Locale;
import java.util.stream.Collectors;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Catalog;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** The table of capabilities. */
@Service
@Command(scope = "kernel", name = "list", description = "Lists the capabilities: how they are and what they wait for")
public final class ListCommand implements Action {

    @Reference
    private Catalog catalog;

    @Option(name = "--no-format", description = "Without borders and headings, for scripts")
    private boolean plain;

    @Override
    public Object execute() {
        var table = new ShellTable();
        table.column("Capability");
        table.column("State");
        table.column("Version");
        table.column("Bundle");
        table.column("Title");
        table.column("Waiting for");
        for (var entry : catalog.entries()) {
            table.addRow()
                    .addContent(
                            entry.plate().id(),
                            entry.state().name().toLowerCase(Locale.ROOT),
                            entry.module().version(),
                            entry.module().id(),
                            entry.plate().title().en(),
                            entry.waitingFor().stream().map(Text::en).collect(Collectors.joining("; ")));
        }
        table.print(System.out, !plain);
        return null;
    }
}
