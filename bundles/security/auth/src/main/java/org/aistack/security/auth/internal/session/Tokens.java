package org.aistack.security.auth.internal.session;

import java.time.Duration;

/**
 * What a successful sign-in or refresh gives.
 *
 * @param refreshExpiresIn until the session ends, counted from the sign-in
 * @param mustChangePassword whether nothing else works before the password was changed
 */
public record Tokens(
        String accessToken,
        Duration expiresIn,
        String refreshToken,
        Duration refreshExpiresIn,
        String scope,
        boolean mustChangePassword) {}
