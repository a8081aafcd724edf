package org.aistack.kernel.shell.internal.shell;

import java.nio.file.Path;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployments;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Replaces a capability; an unhealthy version is replaced by the one before. */
@Service
@Command(
        scope = "kernel",
        name = "update",
        description = "Replaces a capability by the version in a file, or reads it again from where it came from")
public final class UpdateCommand implements Action {

    @Reference
    private Deployments deployments;

    @Reference
    private Session session;

    @Argument(name = "id", description = "Id of the capability", required = true)
    @Completion(CapabilityCompleter.class)
    private String id;

    @Argument(index = 1, name = "file", description = "The jar; without it, the one it came from")
    private String file;

    @Option(
            name = "--maintenance",
            description = "Also a part of the foundation, which takes effect with the next start")
    private boolean maintenance;

    @Override
    public Object execute() throws CommandException {
        if (file == null) {
            Carried.out(deployments, () -> deployments.reread(id, Carried.origin(session, "", maintenance)));
            return null;
        }
        Path jar = Carried.file(file);
        Carried.out(deployments, () -> {
            Deployment accepted = deployments.accept(
                    jar, Carried.origin(session, jar.getFileName().toString(), maintenance));
            if (!accepted.content().capability().equals(id)) {
                deployments.cancel(accepted.id());
                throw new CommandException("the file is not " + id + " but "
                        + (accepted.content().capability().isEmpty()
                                ? "no bundle"
                                : accepted.content().capability()));
            }
            return accepted;
        });
        return null;
    }
}
