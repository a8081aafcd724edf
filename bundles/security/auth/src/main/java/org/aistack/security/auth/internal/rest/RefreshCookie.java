package org.aistack.security.auth.internal.rest;

import java.net.URI;
import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/**
 * The refresh token of the console, where no script can read it. It counts only together with a header no foreign page can
 * send and a sign that the page is ours.
 */
final class RefreshCookie {

    private static final String NAME = "aistack_refresh";
    private static final String SECURE_NAME = "__Host-" + NAME;
    private static final String CONSOLE = "aistack-console";

    private RefreshCookie() {}

    /** Whether the console itself is asking. */
    static boolean wanted(HttpServletRequest request) {
        return CONSOLE.equals(request.getHeader("X-Requested-With"));
    }

    /** The token; empty when there is none or the request may come from another site. */
    static Optional<String> read(HttpServletRequest request) {
        if (!wanted(request) || !sameOrigin(request) || request.getCookies() == null) {
            return Optional.empty();
        }
        String name = name(request);
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /** Value of {@code Set-Cookie}. */
    static String set(HttpServletRequest request, String token, long seconds) {
        // a __Host- cookie must have the path /; the plain one goes nowhere but to its one use
        return name(request) + "=" + token + "; Max-Age=" + seconds + "; Path="
                + (request.isSecure() ? "/; Secure" : "/auth/refresh") + "; HttpOnly; SameSite=Strict";
    }

    static String clear(HttpServletRequest request) {
        return set(request, "", 0);
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? SECURE_NAME : NAME;
    }

    private static boolean sameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return "same-origin".equals(site);
        }
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        if (origin == null || host == null) {
            return false;
        }
        try {
            URI uri = URI.create(origin);
            return request.getScheme().equals(uri.getScheme()) && host.equalsIgnoreCase(uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
