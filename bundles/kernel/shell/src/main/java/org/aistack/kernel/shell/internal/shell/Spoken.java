package org.aistack.kernel.shell.internal.shell;

import java.util.Locale;
import org.aistack.kernel.Problem;

/** Lets problems speak: the shell prints the message of an exception. */
final class Spoken {

    private Spoken() {}

    static void orFail(Runnable action) {
        try {
            action.run();
        } catch (Problem problem) {
            throw new IllegalStateException(problem.code().wire() + ": " + problem.detail(Locale.ENGLISH), problem);
        }
    }
}
