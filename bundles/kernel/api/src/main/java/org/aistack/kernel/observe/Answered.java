package org.aistack.kernel.observe;

/**
 * An answered HTTP request.
 *
 * @param method HTTP method; {@code OTHER} for unknown ones
 * @param route template of the matched route, for example {@code /api/notes/notes/{id}}; {@code unmatched} when no route
 *     was found, never a raw path
 * @param status HTTP status of the answer
 * @param capability id of the asked capability; {@code none} when there is no such capability
 * @param seconds from arrival to the last byte handed over
 * @param bytes of the answer's body, before any compression by others
 * @param user who asked, as a hash that is the same for the same user; empty when nobody signed in
 * @param trace its names
 */
public record Answered(
        String method,
        String route,
        int status,
        String capability,
        double seconds,
        long bytes,
        String user,
        Trace trace) {}
