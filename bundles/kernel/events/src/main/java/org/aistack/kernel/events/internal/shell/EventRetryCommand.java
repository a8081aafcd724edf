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

/** Tries a parked event, and those behind it, again. */
@Service
@Command(
        scope = "kernel",
        name = "event-retry",
        description = "重试一个未能处理的事件 Tries a parked event, and those behind it, again")
public final class EventRetryCommand implements Action {

    @Reference
    private RelayTables tables;

    @Reference
    private Relay relay;

    @Argument(name = "id", required = true, description = "编号 Its id, see kernel:events")
    private String id;

    @Override
    public Object execute() {
        if (!tables.parking().retry(Id.parse(id)).isPresent()) {
            throw Problem.of(KernelError.NOT_FOUND);
        }
        relay.committed();
        return null;
    }
}
