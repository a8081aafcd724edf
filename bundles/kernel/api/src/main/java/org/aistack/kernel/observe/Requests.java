package org.aistack.kernel.observe;

/**
 * Hears of every answered HTTP request. The implementation owns the exact metric names
 * ({@code http_server_request_duration_seconds}, {@code http_server_rejected_total}); whoever serves requests only tells.
 * Called on request threads: it must not block and not throw.
 */
public interface Requests {

    /**
     * A request was answered.
     *
     * @param method HTTP method; {@code OTHER} for unknown ones
     * @param route template of the matched route, for example {@code /api/notes/notes/{id}}; {@code unmatched} when no
     *     route was found, never a raw path
     * @param status HTTP status of the answer
     * @param capability id of the asked capability; {@code none} when there is no such capability
     * @param seconds from arrival to the last byte handed over
     */
    void record(String method, String route, int status, String capability, double seconds);

    /**
     * A request was refused before its work began.
     *
     * @param reason short constant: {@code rate}, {@code admission}, {@code replaced}, {@code bad_path}
     */
    void rejected(String reason);

    /**
     * The number of running requests of a capability changed.
     *
     * @param change 1 when one began, -1 when it ended
     */
    void active(String capability, int change);
}
