package org.aistack.kernel.rest.internal.guard;

import javax.servlet.http.HttpServletRequest;

/**
 * Largest bodies in bytes.
 *
 * @param json of JSON and forms
 * @param upload of everything else
 */
public record Sizes(long json, long upload) {

    /** How long the body of this request may be. */
    public long of(HttpServletRequest request) {
        return small(request) ? json : upload;
    }

    /** Whether it is of a kind that is read as a whole. */
    public static boolean small(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && (type.contains("json") || type.startsWith("application/x-www-form-urlencoded"));
    }
}
