package org.aistack.security.rbac.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.catalog.Permission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All permissions there are at one moment, by name. Immutable. */
final class Known {

    private static final Logger LOG = LoggerFactory.getLogger(Known.class);

    /**
     * A permission.
     *
     * @param group first word of the name
     * @param capability who asks for it; null when only the built-in table names it
     * @param original one of the fifteen
     * @param roles built-in roles that hold it by default
     */
    record Entry(String name, Text title, String group, String capability, boolean original, Set<String> roles) {}

    private final Map<String, Entry> byName = new TreeMap<>();

    private Known() {}

    /**
     * The built-in table and what the capabilities declare. Where both name one, the table says who holds it; where several
     * capabilities do, it is the first one's by id, in whatever order they came.
     */
    static Known of(List<Capability> capabilities) {
        Known known = new Known();
        Matrix.ORIGINAL.forEach(p -> known.add(p, null, true));
        Matrix.FURTHER.forEach(p -> known.add(p, null, false));
        Map<String, List<Permission>> declared = new TreeMap<>();
        for (Capability capability : capabilities) {
            try {
                declared.put(capability.id(), capability.permissions());
            } catch (RuntimeException e) {
                LOG.warn("A capability could not say its permissions: {}", e.toString());
            }
        }
        declared.forEach((id, permissions) -> permissions.forEach(p -> known.declare(p, id)));
        return known;
    }

    private void add(Permission permission, String capability, boolean original) {
        String name = permission.name();
        String group = name.split(":", 2)[0];
        byName.put(name, new Entry(name, permission.title(), group, capability, original, permission.roles()));
    }

    private void declare(Permission permission, String capability) {
        Entry there = byName.get(permission.name());
        if (there == null) {
            add(permission, capability, false);
        } else if (there.capability() == null) {
            byName.put(
                    there.name(),
                    new Entry(there.name(), there.title(), there.group(), capability, there.original(), there.roles()));
        }
    }

    Collection<Entry> entries() {
        return byName.values();
    }

    /** What a role holds when nobody decided anything. */
    Set<String> defaults(String role) {
        return byName.values().stream()
                .filter(entry -> entry.roles().contains(role))
                .map(Entry::name)
                .collect(Collectors.toSet());
    }
}
