package org.aistack.kernel.shell.internal.shell;

import java.util.List;
import java.util.stream.Collectors;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.osgi.framework.BundleContext;

/** Proves the invariants of all capabilities; fails when one does not hold. */
@Service
@Command(scope = "kernel", name = "check", description = "Checks that the data of all capabilities is consistent")
public final class CheckCommand implements Action {

    @Reference
    private BundleContext context;

    @Override
    public Object execute() throws CommandException {
        var table = new ShellTable();
        table.column("Check");
        table.column("Checked");
        table.column("Findings");
        int wrong = 0;
        for (IntegrityCheck check : Contributed.all(context, IntegrityCheck.class)) {
            IntegrityCheck.Report report = check.check();
            wrong += report.findings().size();
            table.addRow().addContent(check.name(), report.checked(), words(report.findings()));
        }
        table.print(System.out);
        if (wrong > 0) {
            throw new CommandException(wrong + " findings");
        }
        return null;
    }

    private static String words(List<IntegrityCheck.Finding> findings) {
        return findings.isEmpty()
                ? "none"
                : findings.stream()
                        .map(f -> f.type() + " " + f.id() + ": " + f.detail() + ", " + f.actual() + " instead of "
                                + f.expected())
                        .collect(Collectors.joining("; "));
    }
}
