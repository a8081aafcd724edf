package org.aistack.security.rbac.internal;

import java.util.List;
import org.aistack.kernel.Check;

/**
 * Would it be permitted? With the roles there are, or with grants given here.
 *
 * @param roles names of roles; null when {@code grants} is given
 * @param grants permissions held; null when {@code roles} is given
 * @param ask permissions asked for
 */
public record Question(List<String> roles, List<String> grants, List<String> ask) {

    private static final int MAX_ASKED = 1_000;

    public Question {
        Check check = Check.that().required("/ask", ask);
        if ((roles == null) == (grants == null)) {
            check.fail("/roles", RbacError.EITHER_OR);
        }
        check.items("/roles", roles, MAX_ASKED);
        for (int i = 0; roles != null && i < roles.size(); i++) {
            check.required("/roles/" + i, roles.get(i));
        }
        permissions(check, "/grants", grants);
        permissions(check, "/ask", ask);
        check.done();
    }

    private static void permissions(Check check, String pointer, List<String> permissions) {
        check.items(pointer, permissions, MAX_ASKED);
        for (int i = 0; permissions != null && i < permissions.size(); i++) {
            if (!Grants.wellFormed(permissions.get(i))) {
                check.fail(pointer + "/" + i, RbacError.BAD_PERMISSION, String.valueOf(permissions.get(i)));
            }
        }
    }
}
