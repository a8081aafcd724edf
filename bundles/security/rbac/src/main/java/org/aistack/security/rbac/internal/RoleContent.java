package org.aistack.security.rbac.internal;

import java.util.List;
import org.aistack.kernel.Check;

/** What can be changed about a role. */
public record RoleContent(String title, String description, List<String> permissions) {

    private static final int MAX_PERMISSIONS = 500;

    public RoleContent {
        Check check = Check.that().text("/title", title, 1, 200).optional("/description", description, 1_000);
        permissions(check, permissions);
        check.done();
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
    }

    static void permissions(Check check, List<String> permissions) {
        check.items("/permissions", permissions, MAX_PERMISSIONS);
        for (int i = 0; permissions != null && i < permissions.size(); i++) {
            if (!Grants.wellFormed(permissions.get(i))) {
                check.fail("/permissions/" + i, RbacError.BAD_PERMISSION, String.valueOf(permissions.get(i)));
            }
        }
    }
}
