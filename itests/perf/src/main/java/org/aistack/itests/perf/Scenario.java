package org.aistack.itests.perf;

import java.util.Map;

/** A kind of request, or a mixture. */
public interface Scenario {

    /** Makes what the requests need. */
    default void prepare(Api api) {
        // most need nothing
    }

    /** Request number {@code n}. */
    Shot next(long n);

    /**
     * What must be true afterwards: the ledger of acknowledged writes.
     *
     * @return numbers for the report; {@code wrong} is what must be 0
     */
    default Map<String, Object> finish(Api api) {
        return Map.of();
    }
}
