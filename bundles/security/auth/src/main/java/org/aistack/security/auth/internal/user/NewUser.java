package org.aistack.security.auth.internal.user;

import java.util.List;
import org.aistack.kernel.Check;

/**
 * A user to be made.
 *
 * @param password without one the user cannot sign in before an administrator sets it
 * @param roles {@code user} when absent
 * @param mustChangePassword true when absent
 */
public record NewUser(
        String username,
        String password,
        String displayName,
        String email,
        String locale,
        List<String> roles,
        Boolean mustChangePassword) {

    private static final int MAX_ROLES = 50;

    public NewUser {
        Check check = Check.that().required("/username", username).items("/roles", roles, MAX_ROLES);
        for (int i = 0; roles != null && i < roles.size(); i++) {
            check.required("/roles/" + i, roles.get(i));
        }
        check.done();
    }

    ProfileContent profile() {
        return new ProfileContent(displayName, email, locale);
    }
}
