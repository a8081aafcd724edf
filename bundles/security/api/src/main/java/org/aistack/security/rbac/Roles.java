package org.aistack.security.rbac;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Who holds which role. */
@ProviderType
public interface Roles {

    /** The role that may everything. */
    String ADMIN = "admin";

    /**
     * A role nobody can be given and that permits nothing: who must change the password first signs in with this one
     * alone.
     */
    String NEW_PASSWORD_FIRST = "new-password-first";

    /** Roles of the users, empty sets for users without any. One query however many are asked. */
    Map<String, Set<String>> of(Collection<String> userIds);

    /** Ids of the users that hold a role; empty for an unknown one. */
    Set<String> holders(String role);

    /**
     * Gives a user exactly these roles; joins the caller's write.
     *
     * @throws org.aistack.kernel.Problem for an unknown role, when the last administrator would lose the role, and when
     *     callers would take the role of administrator from themselves
     */
    void assign(String userId, Set<String> roles);

    /**
     * Says whether a user counts: one that is disabled is no administrator to rely on. Joins the caller's write.
     *
     * @throws org.aistack.kernel.Problem when no active administrator would be left
     */
    void standing(String userId, boolean active);

    /**
     * Takes everything from a user that is deleted; joins the caller's write.
     *
     * @throws org.aistack.kernel.Problem when no active administrator would be left
     */
    void forget(String userId);

    /** Permissions a set of roles grants: all known ones it covers, and its own Shiro wildcard strings. */
    Set<String> permissions(Set<String> roles);

    /** Rises whenever a role or an assignment changes; a token carries the value of its time. */
    long revision();
}
