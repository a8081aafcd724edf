package org.aistack.kernel.shell.internal.shell;

import org.aistack.kernel.catalog.Deployments;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Takes a capability away; its data stays. */
@Service
@Command(scope = "kernel", name = "uninstall", description = "Takes a capability away; its data stays")
public final class UninstallCommand implements Action {

    @Reference
    private Deployments deployments;

    @Reference
    private Session session;

    @Argument(name = "id", description = "Id of the capability", required = true)
    @Completion(CapabilityCompleter.class)
    private String id;

    @Override
    public Object execute() throws CommandException {
        Carried.out(deployments, () -> deployments.uninstall(id, Carried.origin(session, "", false)));
        return null;
    }
}
