package org.aistack.kernel.events.internal.shell;

import java.util.List;
import org.aistack.kernel.Id;
import org.aistack.kernel.events.internal.webhook.Standing;
import org.aistack.kernel.events.internal.webhook.store.Parcel;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Who is told of events over HTTP. */
@Service
@Command(scope = "kernel", name = "webhooks", description = "列出 Webhook Lists the webhooks")
public final class WebhooksCommand implements Action {

    @Reference
    private Standing standing;

    @Override
    public Object execute() {
        var table = new ShellTable();
        List.of("Webhook", "Topics", "State", "Position", "Pending", "Failed", "Dead", "Description")
                .forEach(table::column);
        standing.all().forEach((hook, counts) -> table.addRow()
                .addContent(
                        Id.text(hook.id()),
                        String.join(" ", hook.topics()),
                        hook.active() ? "active" : hook.reason() == null ? "off" : hook.reason(),
                        hook.position(),
                        counts.getOrDefault(Parcel.Status.PENDING, 0L),
                        counts.getOrDefault(Parcel.Status.FAILED, 0L),
                        counts.getOrDefault(Parcel.Status.DEAD, 0L),
                        hook.description()));
        table.print(System.out);
        return null;
    }
}
