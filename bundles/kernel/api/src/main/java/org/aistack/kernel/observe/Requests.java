package org.aistack.kernel.observe;

/**
 * Hears of every answered HTTP request. The implementations own the exact metric names
 * ({@code http_server_request_duration_seconds}, {@code http_server_rejected_total}) and the access log; whoever serves
 * requests only tells.
 * Called on request threads: it must not block and not throw.
 */
public interface Requests {

    /** A request was answered. */
    void answered(Answered request);

    /**
     * A request was refused before its work began.
     *
     * @param reason short constant: {@code rate} (the caller's quota), {@code admission} (no room in its capability's
     *     queue), {@code deadline} (it waited too long there), {@code slow} (its body did not come), {@code replaced},
     *     {@code bad_path}
     */
    void rejected(String reason);

    /**
     * The number of running requests of a capability changed.
     *
     * @param change 1 when one began, -1 when it ended
     */
    void active(String capability, int change);
}
