package org.aistack.kernel.access;

import java.util.Optional;

/** Who somebody is now: for work that goes on without a request, as the one who asked for it. */
public interface Callers {

    /**
     * The caller with the roles held at this moment and without a session.
     *
     * @param kind a person or a client
     * @param id of the user or client
     * @return empty when there is no such caller (here), or when it may not come in any more
     */
    Optional<Caller> now(Caller.Kind kind, String id);
}
