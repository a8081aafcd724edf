package org.aistack.security.rbac.internal;

import java.time.Instant;
import java.util.List;
import org.aistack.kernel.rest.Versioned;

/**
 * A role as clients see it.
 *
 * @param id the same as the name, which never changes
 * @param permissions what it grants today
 * @param builtIn cannot be deleted
 */
public record Role(
        String id,
        String name,
        String title,
        String description,
        List<String> permissions,
        boolean builtIn,
        Instant createdAt,
        Instant updatedAt,
        long revision)
        implements Versioned {}
