package org.aistack.kernel.shell.internal.shell;

import java.time.temporal.ChronoUnit;
import org.aistack.kernel.catalog.Deployments;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** What came, changed and went, newest first. */
@Service
@Command(scope = "kernel", name = "deployments", description = "Lists what was deployed, newest first")
public final class DeploymentsCommand implements Action {

    @Reference
    private Deployments deployments;

    @Argument(name = "id", description = "Id of a capability; without it, all")
    @Completion(CapabilityCompleter.class)
    private String id;

    @Option(name = "--limit", description = "How many")
    private int limit = 30;

    @Option(name = "--no-format", description = "Without borders and headings, for scripts")
    private boolean plain;

    @Override
    public Object execute() {
        var table = new ShellTable();
        for (String column : new String[] {
            "Deployment", "When", "Action", "Capability", "Version", "Before", "Status", "Via", "By", "Reason"
        }) {
            table.column(column);
        }
        deployments.history().stream()
                .filter(one -> id == null || one.content().capability().equals(id))
                .limit(limit)
                .forEach(one -> table.addRow()
                        .addContent(
                                one.id(),
                                one.startedAt().truncatedTo(ChronoUnit.SECONDS),
                                Carried.word(one.action()),
                                one.content().capability(),
                                one.content().version(),
                                one.before().version(),
                                Carried.word(one.status()),
                                Carried.word(one.origin().via()),
                                one.origin().actor(),
                                one.reason().map(reason -> reason.en()).orElse("")));
        table.print(System.out, !plain);
        return null;
    }
}
