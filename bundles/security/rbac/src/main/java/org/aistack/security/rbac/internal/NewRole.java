package org.aistack.security.rbac.internal;

import java.util.List;
import java.util.regex.Pattern;
import org.aistack.kernel.Check;

/** A role to be made. */
public record NewRole(String name, String title, String description, List<String> permissions) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public NewRole {
        Check check = Check.that()
                .text("/name", name, 1, 63)
                .format("/name", name, NAME)
                .optional("/title", title, 200)
                .optional("/description", description, 1_000);
        RoleContent.permissions(check, permissions);
        check.done();
        title = title == null || title.isBlank() ? name : title;
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
    }
}
