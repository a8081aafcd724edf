package org.aistack.kernel.shell.internal.shell;

import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployments;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Brings back the version before. */
@Service
@Command(
        scope = "kernel",
        name = "rollback",
        description = "Brings back what was in service before the newest deployment of a capability")
public final class RollbackCommand implements Action {

    @Reference
    private Deployments deployments;

    @Reference
    private Session session;

    @Argument(name = "id", description = "Id of the capability, or of a deployment", required = true)
    @Completion(CapabilityCompleter.class)
    private String id;

    @Override
    public Object execute() throws CommandException {
        String newest = deployments.history().stream()
                .filter(one -> one.id().equals(id)
                        || one.content().capability().equals(id)
                                && (one.status() == Status.DONE || one.status() == Status.STAGED)
                                && !one.content().equals(one.before()))
                .map(Deployment::id)
                .findFirst()
                .orElseThrow(() -> new CommandException("nothing was deployed of " + id));
        Carried.out(deployments, () -> deployments.rollback(newest, Carried.origin(session, "", false)));
        return null;
    }
}
