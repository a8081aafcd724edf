package org.aistack.security.auth.internal.user;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.Id;
import org.aistack.kernel.rest.Versioned;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.auth.internal.store.Utc;

/** A user as administrators see it. */
public record UserCard(
        String id,
        String username,
        String displayName,
        String email,
        String locale,
        String status,
        List<String> roles,
        boolean mustChangePassword,
        boolean mfaEnabled,
        Instant createdAt,
        Instant updatedAt,
        Instant lastLoginAt,
        long revision)
        implements Versioned {

    static UserCard of(UserRow row, Set<String> roles) {
        return new UserCard(
                Id.text(row.id()),
                row.username(),
                row.displayName(),
                row.email(),
                row.locale(),
                row.status(),
                roles.stream().sorted().toList(),
                row.mustChangePassword(),
                false,
                Utc.at(row.createdAt()),
                Utc.at(row.updatedAt()),
                Utc.at(row.lastLoginAt()),
                row.revision());
    }
}
