package org.aistack.kernel.jobs.internal.shell;

import java.util.Locale;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.apache.karaf.shell.support.CommandException;

/** Does something as the system and lets problems speak. */
final class Spoken {

    private Spoken() {}

    static void orFail(Guard guard, Runnable action) throws Exception {
        try {
            guard.runAs(Caller.SYSTEM, () -> {
                action.run();
                return null;
            });
        } catch (Problem problem) {
            throw new CommandException(problem.code().wire() + ": " + problem.detail(Locale.ENGLISH));
        }
    }
}
