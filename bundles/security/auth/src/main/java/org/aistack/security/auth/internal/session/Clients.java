package org.aistack.security.auth.internal.session;

import java.util.List;
import java.util.Locale;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;

/** The clients of the product itself: public, first-party. */
public enum Clients {
    CONSOLE,
    CLI;

    private static final List<String> GRANTS = List.of("password", "refresh_token");

    /**
     * The client a request names.
     *
     * @param id null for the console
     */
    public static Clients of(String id) {
        if (id == null) {
            return CONSOLE;
        }
        for (Clients client : values()) {
            if (client.id().equals(id)) {
                return client;
            }
        }
        throw Problem.of(AuthError.INVALID_CLIENT);
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What all of them may use. */
    public static List<String> grants(boolean withPassword) {
        return withPassword ? GRANTS : GRANTS.subList(1, 2);
    }
}
