package org.aistack.security.auth.internal.token;

import java.time.Instant;
import java.util.List;

/**
 * What an access token says.
 *
 * @param subject id of the user
 * @param session id of the login
 * @param client who it was given to
 * @param roles at the time of issue; what counts is what the user holds now
 * @param permissions revision of the roles at the time of issue
 */
public record Claims(
        String subject,
        String session,
        String client,
        String scope,
        List<String> roles,
        long permissions,
        Instant issuedAt,
        Instant expiresAt) {}
