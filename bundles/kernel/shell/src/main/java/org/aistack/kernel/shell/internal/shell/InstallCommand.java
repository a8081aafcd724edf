package org.aistack.kernel.shell.internal.shell;

import java.nio.file.Path;
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
import org.apache.karaf.shell.support.completers.FileCompleter;

/** Installs a capability, or replaces it by the version in the file. */
@Service
@Command(scope = "kernel", name = "install", description = "Installs a capability from a file, or updates it with it")
public final class InstallCommand implements Action {

    @Reference
    private Deployments deployments;

    @Reference
    private Session session;

    @Argument(name = "file", description = "The jar: a file, or its address beginning with file:", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Option(
            name = "--maintenance",
            description = "Also a part of the foundation, which takes effect with the next start")
    private boolean maintenance;

    @Override
    public Object execute() throws CommandException {
        Path jar = Carried.file(file);
        Carried.out(
                deployments,
                () -> deployments.accept(
                        jar, Carried.origin(session, jar.getFileName().toString(), maintenance)));
        return null;
    }
}
