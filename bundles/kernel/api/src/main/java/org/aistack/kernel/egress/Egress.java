package org.aistack.kernel.egress;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The only outbound HTTP of the server. It calls public addresses and the internal endpoints the operator has named, and
 * no others: the name is resolved once, every address is judged, and the connection goes to a judged address. Every call
 * is bounded in time and size, calls to one target are bounded in number, and a target that keeps failing is left alone
 * for a while. It passes on the request id and the trace of the running work, and it knows no cookies.
 */
@ProviderType
public interface Egress {

    /**
     * Calls another server and waits for its answer, whatever its status. The answer's body is in memory.
     *
     * @throws org.aistack.kernel.Problem one of {@link EgressError}; it never tells what the other server said
     */
    EgressAnswer call(EgressCall call);

    /**
     * Judges an address without calling it, for settings that name one. A name that cannot be resolved at the moment
     * passes; it is judged again at each call.
     *
     * @throws org.aistack.kernel.Problem {@link EgressError#EGRESS_REFUSED}
     */
    void check(String url);
}
