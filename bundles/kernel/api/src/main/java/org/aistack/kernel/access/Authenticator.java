package org.aistack.kernel.access;

import java.util.Optional;

/** Turns a credential of the {@code Authorization} header into a caller. */
public interface Authenticator {

    /**
     * Who this is.
     *
     * @param scheme lower case, for example {@code bearer}
     * @param credential the rest of the header
     * @return empty when the credential is not of this authenticator's kind, or not valid (any more)
     */
    Optional<Caller> authenticate(String scheme, String credential);
}
