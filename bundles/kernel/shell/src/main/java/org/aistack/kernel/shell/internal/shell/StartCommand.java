package org.aistack.kernel.shell.internal.shell;

import org.aistack.kernel.catalog.Catalog;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** Starts a capability. */
@Service
@Command(scope = "kernel", name = "start", description = "Starts a stopped capability")
public final class StartCommand implements Action {

    @Reference
    private Catalog catalog;

    @Argument(name = "id", description = "Id of the capability", required = true)
    @Completion(CapabilityCompleter.class)
    private String id;

    @Override
    public Object execute() throws CommandException {
        Spoken.orFail(() -> catalog.start(id));
        System.out.println(id + " started");
        return null;
    }
}
