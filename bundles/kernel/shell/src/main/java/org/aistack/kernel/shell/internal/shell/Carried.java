package org.aistack.kernel.shell.internal.shell;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.aistack.kernel.Problem;
import org.aistack.kernel.catalog.Deployment;
import org.aistack.kernel.catalog.Deployment.Origin;
import org.aistack.kernel.catalog.Deployment.Status;
import org.aistack.kernel.catalog.Deployment.Via;
import org.aistack.kernel.catalog.Deployments;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;

/** Carries out deployments for commands, and says how they ended. */
final class Carried {

    /** Makes a waiting deployment. */
    @FunctionalInterface
    interface Wanted {
        Deployment accepted() throws CommandException;
    }

    private Carried() {}

    /** Whoever sits at this shell. */
    static Origin origin(Session session, String file, boolean maintenance) {
        Object user = session.get("USER");
        return new Origin(Via.SHELL, user == null ? "shell" : user.toString(), file, maintenance);
    }

    /** A file by its name, or by an address that begins with {@code file:}. */
    static Path file(String given) throws CommandException {
        try {
            Path file = given.startsWith("file:") ? Path.of(URI.create(given)) : Path.of(given);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (IllegalArgumentException notFile) {
            // said below
        }
        throw new CommandException("there is no file " + given);
    }

    static void out(Deployments deployments, Wanted wanted) throws CommandException {
        Deployment ended;
        try {
            ended = deployments.run(wanted.accepted().id());
        } catch (Problem problem) {
            throw new CommandException(problem.code().wire() + ": " + problem.detail(Locale.ENGLISH));
        }
        String name = ended.content().symbolicName().isEmpty()
                ? ended.origin().file()
                : ended.content().symbolicName() + " " + ended.content().version();
        String what = name.strip() + ": " + word(ended.status())
                + ended.reason().map(reason -> " (" + reason.en() + ")").orElse("");
        if (ended.status() != Status.DONE && ended.status() != Status.STAGED) {
            throw new CommandException(what);
        }
        System.out.println(what);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
