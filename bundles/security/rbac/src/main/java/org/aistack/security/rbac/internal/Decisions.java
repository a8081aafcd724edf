package org.aistack.security.rbac.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may what at one moment: the permissions there are and what was decided about the roles. Immutable but for its
 * memory of compiled grants, so it is replaced, never changed.
 */
final class Decisions {

    private static final int MAX_REMEMBERED = 1_024;

    /**
     * What administrators decided about a role.
     *
     * @param granted permissions it has, whatever the defaults say
     * @param refused permissions it has not, although it would by default
     */
    record Decided(Set<String> granted, Set<String> refused) {
        static final Decided NOTHING = new Decided(Set.of(), Set.of());
    }

    private final Known known;
    private final Map<String, Decided> roles;
    private final long revision;
    private final Map<Set<String>, Grants> compiled = new ConcurrentHashMap<>();

    /** @param roles all roles there are, by name */
    Decisions(Known known, Map<String, Decided> roles, long revision) {
        this.known = known;
        this.roles = Map.copyOf(roles);
        this.revision = revision;
    }

    Decisions with(Known now) {
        return new Decisions(now, roles, revision);
    }

    Known known() {
        return known;
    }

    long revision() {
        return revision;
    }

    boolean exists(String role) {
        return roles.containsKey(role);
    }

    /** The grants of one role, sorted: its defaults, less what was refused, and what was granted. */
    Set<String> of(String role) {
        Decided decided = roles.get(role);
        if (decided == null) {
            return Set.of();
        }
        Set<String> grants = new TreeSet<>(known.defaults(role));
        grants.removeAll(decided.refused());
        grants.addAll(decided.granted());
        return grants;
    }

    Grants grants(Set<String> held) {
        Grants there = compiled.get(held);
        if (there != null) {
            return there;
        }
        List<Grants.Grant> grants = new ArrayList<>();
        for (String role : new TreeSet<>(held)) {
            of(role).forEach(text -> grants.add(Grants.Grant.of(role, text)));
        }
        Grants made = new Grants(grants);
        if (compiled.size() < MAX_REMEMBERED) {
            compiled.put(Set.copyOf(held), made);
        }
        return made;
    }

    /** All known permissions these roles cover, and their own grants. */
    Set<String> effective(Collection<String> held) {
        Grants grants = grants(Set.copyOf(held));
        Set<String> all = new TreeSet<>();
        grants.all().forEach(grant -> all.add(grant.text()));
        known.entries().stream().map(Known.Entry::name).filter(grants::allows).forEach(all::add);
        return all;
    }

    /** What to write down so that a role has exactly {@code wanted}, given its defaults of today. */
    Decided decide(String role, Collection<String> wanted) {
        Set<String> defaults = known.defaults(role);
        Set<String> refused =
                new TreeSet<>(roles.getOrDefault(role, Decided.NOTHING).refused());
        refused.addAll(defaults);
        refused.removeAll(wanted);
        Set<String> granted = new TreeSet<>(wanted);
        granted.removeAll(defaults);
        return new Decided(granted, refused);
    }
}
