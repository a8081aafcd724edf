package org.aistack.kernel.web.internal;

import java.util.Locale;

/**
 * What is asked.
 *
 * @param path decoded path below {@code /ui}; empty or beginning with a slash
 * @param validators value of {@code If-None-Match}; may be null
 * @param gzip whether the client reads gzip
 * @param locale language of messages
 * @param requestId name of this request in answers and logs
 */
record Ask(String method, String path, String validators, boolean gzip, Locale locale, String requestId) {

    boolean reads() {
        return "GET".equals(method) || "HEAD".equals(method);
    }

    /** Whether the client already holds what has this strong validator. */
    boolean holds(String etag) {
        if (validators == null) {
            return false;
        }
        for (String one : validators.split(",")) {
            String bare = one.strip();
            if ("*".equals(bare) || etag.equals(bare.startsWith("W/") ? bare.substring(2) : bare)) {
                return true;
            }
        }
        return false;
    }
}
