package org.aistack.kernel.shell.internal.shell;

import java.util.Locale;
import org.aistack.kernel.Problem;
import org.apache.karaf.shell.support.CommandException;

/** Lets problems speak: the shell prints the message of a command's exception, and nothing goes to the log. */
final class Spoken {

    private Spoken() {}

    static void orFail(Runnable action) throws CommandException {
        try {
            action.run();
        } catch (Problem problem) {
            throw new CommandException(problem.code().wire() + ": " + problem.detail(Locale.ENGLISH));
        }
    }
}
