package org.aistack.kernel.events.internal;

import java.util.concurrent.Callable;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;

/** Lets everybody do everything and knows who was bound. */
final class Always implements Guard {

    Caller bound = Caller.ANONYMOUS;

    @Override
    public Caller caller() {
        return bound;
    }

    @Override
    public boolean permits(Caller caller, String permission) {
        return true;
    }

    @Override
    public <T> T runAs(Caller caller, Callable<T> action) throws Exception {
        Caller before = bound;
        bound = caller;
        try {
            return action.call();
        } finally {
            bound = before;
        }
    }
}
