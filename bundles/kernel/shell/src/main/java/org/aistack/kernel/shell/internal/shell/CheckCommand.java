package org.aistack.kernel.shell.internal.shell;

import java.util.Locale;
import java.util.Optional;
import org.aistack.kernel.catalog.Integrity;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;

/** Proves the invariants of all capabilities; fails when one does not hold. */
@Service
@Command(scope = "kernel", name = "check", description = "Checks that the data of all capabilities is consistent")
public final class CheckCommand implements Action {

    @Reference
    private Integrity integrity;

    @Option(name = "--group", description = "Only the checks of this group")
    private String group;

    @Option(name = "--capability", description = "Only the checks of this capability")
    private String capability;

    @Override
    public Object execute() throws CommandException {
        Integrity.Result result = integrity.check(Optional.ofNullable(group), Optional.ofNullable(capability));
        var table = new ShellTable();
        table.column("Check");
        table.column("Checked");
        table.column("Findings");
        table.column("Milliseconds");
        result.checks().forEach(c -> table.addRow().addContent(c.id(), c.checked(), c.findings(), c.durationMs()));
        table.print(System.out);
        result.findings().forEach(CheckCommand::print);
        long wrong =
                result.checks().stream().mapToLong(Integrity.Checked::findings).sum();
        if (wrong > 0) {
            throw new CommandException(wrong + " findings");
        }
        return null;
    }

    private static void print(Integrity.Found finding) {
        System.out.printf(
                "%s %s: %s %s: %s; expected %s, found %s%n",
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.check(),
                finding.object().type(),
                finding.object().id(),
                finding.detail(),
                finding.expected(),
                finding.actual());
    }
}
