package org.aistack.kernel.jobs.internal;

import java.util.Set;
import org.aistack.kernel.access.Caller;

/**
 * Whose job it is. What he may do is not kept: it is asked anew whenever the job runs.
 *
 * @param id empty for the system
 */
public record Starter(Caller.Kind kind, String id, String name) {

    public static final Starter SYSTEM = of(Caller.SYSTEM);

    public static Starter of(Caller caller) {
        return new Starter(caller.kind(), caller.id(), caller.name());
    }

    public boolean system() {
        return kind == Caller.Kind.SYSTEM;
    }

    /** As {@code created_by} shows it. */
    public String shown() {
        return system() ? "system" : id;
    }

    /** Whether {@code caller} is the same one. */
    public boolean is(Caller caller) {
        return caller.kind() == kind && caller.id().equals(id);
    }

    /** The caller without any rights: good for naming him only. */
    public Caller powerless() {
        return new Caller(kind, id, name, Set.of(), "");
    }
}
