package org.aistack.security.auth.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.aistack.security.rbac.Roles;

/** Roles in memory. */
public final class FakeRoles implements Roles {

    private final Map<String, Set<String>> held = new ConcurrentHashMap<>();
    private volatile long revision = 1;

    @Override
    public Map<String, Set<String>> of(Collection<String> userIds) {
        Map<String, Set<String>> answer = new HashMap<>();
        userIds.forEach(id -> answer.put(id, held.getOrDefault(id, Set.of())));
        return answer;
    }

    @Override
    public Set<String> holders(String role) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().contains(role))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public void assign(String userId, Set<String> roles) {
        held.put(userId, roles);
        revision++;
    }

    @Override
    public void standing(String userId, boolean active) {
        revision++;
    }

    @Override
    public void forget(String userId) {
        held.remove(userId);
        revision++;
    }

    @Override
    public Set<String> permissions(Set<String> roles) {
        return roles.contains(ADMIN) ? Set.of("*") : Set.of();
    }

    @Override
    public long revision() {
        return revision;
    }
}
