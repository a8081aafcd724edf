package org.aistack.kernel.rest.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.persistence.EntityManager;
import org.aistack.kernel.access.Authenticator;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.observe.Requests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Collects what comes and goes while requests are served. Without a guard and an authenticator the gate is closed:
 * nobody could be asked who may what.
 */
@Component(service = Gate.class)
public final class Gate {

    private static final int MAX_WAITING = 32;
    private static final long STEP_MILLIS = 20;

    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Guard guard;

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<Authenticator> authenticators;

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<Requests> requests;

    @Reference(target = "(unit=rest)", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Store<EntityManager> store;

    /** For the service component runtime, which fills the fields. */
    @Activate
    public Gate() {}

    Gate(Guard guard, List<Authenticator> authenticators, List<Requests> requests, Store<EntityManager> store) {
        this.guard = guard;
        this.authenticators = authenticators;
        this.requests = requests;
        this.store = store;
    }

    /** A gate that never changes. */
    public static Gate of(
            Guard guard, List<Authenticator> authenticators, List<Requests> requests, Store<EntityManager> store) {
        return new Gate(guard, authenticators, requests, store);
    }

    public boolean open() {
        return guard != null && !authenticators.isEmpty();
    }

    /** Whether the gate is open, or opens within {@code millis}: the security bundles may be replaced at this moment. */
    public boolean opens(long millis) {
        if (open()) {
            return true;
        }
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            for (long slept = 0; slept < millis && !open(); slept += STEP_MILLIS) {
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
        }
        return open();
    }

    public Optional<Guard> guard() {
        return Optional.ofNullable(guard);
    }

    public List<Authenticator> authenticators() {
        return authenticators;
    }

    public List<Requests> requests() {
        return requests;
    }

    /** Where answers to idempotency keys are kept. */
    public Optional<Store<EntityManager>> store() {
        return Optional.ofNullable(store);
    }
}
