package org.aistack.kernel.jobs.internal;

import java.util.List;
import java.util.Optional;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Callers;
import org.aistack.kernel.access.Guard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What those who started jobs may do now. */
@Component(service = Rights.class)
public final class Rights {

    private final Guard guard;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Callers> callers = List.of();

    @Activate
    public Rights(@Reference Guard guard) {
        this.guard = guard;
    }

    Rights(Guard guard, List<Callers> callers) {
        this.guard = guard;
        this.callers = callers;
    }

    public Guard guard() {
        return guard;
    }

    /** Whether anybody can be asked who somebody is now. */
    boolean known(Starter starter) {
        return starter.system() || !callers.isEmpty();
    }

    /**
     * The caller a job runs as now.
     *
     * @param permission that its kind asks for; empty for none
     * @return empty when he may not (any more)
     */
    Optional<Caller> now(Starter starter, String permission) {
        if (starter.system()) {
            return Optional.of(Caller.SYSTEM);
        }
        return callers.stream()
                .flatMap(known -> known.now(starter.kind(), starter.id()).stream())
                .filter(caller -> permission.isEmpty() || guard.permits(caller, permission))
                .findFirst();
    }
}
