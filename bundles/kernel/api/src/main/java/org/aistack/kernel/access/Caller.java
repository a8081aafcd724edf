package org.aistack.kernel.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who asks. There is always one.
 *
 * @param kind what sort of caller
 * @param id the user's or client's id; empty for {@link #ANONYMOUS} and {@link #SYSTEM}
 * @param name for people to read
 * @param roles names of the roles held
 * @param session the login this call belongs to; empty when there is none
 */
public record Caller(Kind kind, String id, String name, Set<String> roles, String session) {

    public enum Kind {
        ANONYMOUS,
        PERSON,
        CLIENT,
        SYSTEM
    }

    /** Nobody in particular. */
    public static final Caller ANONYMOUS = new Caller(Kind.ANONYMOUS, "", "anonymous", Set.of(), "");

    /** The server itself; may everything. */
    public static final Caller SYSTEM = new Caller(Kind.SYSTEM, "", "system", Set.of(), "");

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean authenticated() {
        return kind != Kind.ANONYMOUS;
    }

    /** The strings an access list may name this caller by: {@code user:<id>}, {@code role:<name>}, {@code everyone}. */
    public List<String> principals() {
        var principals = new TreeSet<String>();
        principals.add("everyone");
        if (!id.isEmpty()) {
            principals.add("user:" + id);
        }
        roles.forEach(role -> principals.add("role:" + role));
        return List.copyOf(principals);
    }
}
