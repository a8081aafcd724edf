package org.aistack.kernel.rest.internal.guard;

import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.internal.Gate;
import org.aistack.kernel.rest.internal.door.Call;
import org.aistack.kernel.rest.internal.door.Rates;

/** Who asks, and how often: known before anything is decided about a request, and dear for nobody but the asker. */
public final class Arrival {

    private static final String HEALTH = "/health/";

    private final Gate gate;
    private final Rates rates;

    public Arrival(Gate gate, Rates rates) {
        this.gate = gate;
        this.rates = rates;
    }

    /**
     * Finds out who asks; nobody, as long as nobody can be authenticated.
     *
     * @throws Problem {@link KernelError#BAD_REQUEST} for two credentials, {@link KernelError#THROTTLED}
     */
    public void identify(Call call) {
        if (!gate.open()) {
            return;
        }
        Credentials credentials = Credentials.of(call.request(), gate.authenticators());
        call.caller(credentials.caller(), credentials.given());
        if (call.request().getRequestURI().startsWith(HEALTH)) {
            return;
        }
        try {
            rates.take(credentials.caller(), call.request().getRemoteAddr(), call.response());
        } catch (Problem problem) {
            gate.requests().forEach(r -> r.rejected("rate"));
            throw problem;
        }
    }
}
