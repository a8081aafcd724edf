package org.aistack.security.auth;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The people of the installation. */
@ProviderType
public interface Users {

    /**
     * A person.
     *
     * @param status {@code active} or {@code disabled}
     */
    record User(String id, String username, String displayName, String email, String locale, String status) {}

    Optional<User> byId(String id);

    Optional<User> byName(String username);
}
