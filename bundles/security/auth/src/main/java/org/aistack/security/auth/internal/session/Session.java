package org.aistack.security.auth.internal.session;

import java.time.Instant;

/**
 * A login, as its owner sees it.
 *
 * @param current the one the call itself belongs to
 */
public record Session(
        String id,
        String clientId,
        String device,
        String address,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        boolean current) {}
