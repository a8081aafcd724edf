package org.aistack.kernel.events.internal.shell;

import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.events.internal.Relay;
import org.aistack.kernel.events.internal.store.RelayTables;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Gives a parked event up; those behind it are tried. */
@Service
@Command(
        scope = "kernel",
        name = "event-drop",
        description = "放弃一个未能处理的事件 Gives a parked event up; those behind it are tried")
public final class EventDropCommand implements Action {

    @Reference
    private RelayTables tables;

    @Reference
    private Relay relay;

    @Argument(name = "id", required = true, description = "编号 Its id, see kernel:events")
    private String id;

    @Override
    public Object execute() {
        if (!tables.parking().drop(Id.parse(id))) {
            throw Problem.of(KernelError.NOT_FOUND);
        }
        relay.committed();
        return null;
    }
}
