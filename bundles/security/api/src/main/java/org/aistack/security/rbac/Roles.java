package org.aistack.security.rbac;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Who holds which role. */
@ProviderType
public interface Roles {

    /** Roles of the users, empty sets for users without any. One query however many are asked. */
    Map<String, Set<String>> of(Collection<String> userIds);

    /**
     * Gives a user exactly these roles; joins the caller's write.
     *
     * @throws org.aistack.kernel.Problem for an unknown role, and when the last administrator would lose the role
     */
    void assign(String userId, Set<String> roles);

    /** Permissions a set of roles grants, as Shiro wildcard strings. */
    Set<String> permissions(Set<String> roles);

    /** Rises whenever a role or an assignment changes; a token carries the value of its time. */
    long revision();
}
