package org.aistack.kernel.events.internal.shell;

import java.util.List;
import org.aistack.kernel.Id;
import org.aistack.kernel.events.internal.Relay;
import org.aistack.kernel.events.internal.SubscriberView;
import org.aistack.kernel.events.internal.store.Parked;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Who follows which events and how far, and what could not be digested. */
@Service
@Command(
        scope = "kernel",
        name = "events",
        description = "列出事件订阅者与未能处理的事件 Lists subscribers of events, and parked events")
public final class EventsCommand implements Action {

    private static final int MOST = 50;

    @Reference
    private Relay relay;

    @Reference
    private RelayTables tables;

    @Override
    public Object execute() {
        var subscribers = new ShellTable();
        List.of("Subscriber", "Topic", "State", "Position", "Lag", "Failures", "Parked")
                .forEach(subscribers::column);
        for (SubscriberView view : relay.report()) {
            subscribers
                    .addRow()
                    .addContent(
                            view.name(),
                            view.topic(),
                            state(view),
                            view.position(),
                            view.lag(),
                            view.failures(),
                            view.parked());
        }
        subscribers.print(System.out);
        List<Parked> parked = tables.parking().list(null, null, false, MOST);
        if (!parked.isEmpty()) {
            var table = new ShellTable();
            List.of("Parked", "Subscriber", "Position", "Aggregate", "Status", "Failures", "Error")
                    .forEach(table::column);
            for (Parked one : parked) {
                table.addRow()
                        .addContent(
                                Id.text(one.id()),
                                one.subscriber(),
                                one.told().position(),
                                one.told().aggregate(),
                                one.status(),
                                one.failures(),
                                one.error());
            }
            table.print(System.out);
        }
        return null;
    }

    private static String state(SubscriberView view) {
        if (!view.active()) {
            return "gone";
        }
        return view.here() ? "here" : "elsewhere";
    }
}
