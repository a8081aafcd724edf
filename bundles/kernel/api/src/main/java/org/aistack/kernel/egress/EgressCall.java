package org.aistack.kernel.egress;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A call to another server.
 *
 * <pre>{@code
 * egress.call(EgressCall.post(url, "application/json", body).header("x-key", key).within(Duration.ofSeconds(30)));
 * }</pre>
 *
 * @param method HTTP method, upper case
 * @param url absolute, as it was given: what is not plainly written is refused, not repaired
 * @param headers sent as they are; those of the connection (host, content-length, cookie …) are refused
 * @param body null for none
 * @param time for everything together: resolving, connecting, retries, redirects, the last byte
 * @param bytes the largest body of an answer
 * @param redirects how many redirects are followed, 0 to 3; only for GET and HEAD, never from https to http, and headers
 *     that carry a credential stay with the first host
 * @param repeatable true when calling twice does no harm: then a failed call is tried again within {@code time}
 */
public record EgressCall(
        String method,
        String url,
        Map<String, String> headers,
        byte[] body,
        Duration time,
        int bytes,
        int redirects,
        boolean repeatable) {

    /** {@link #time} unless said otherwise. */
    public static final Duration TIME = Duration.ofSeconds(10);

    /** {@link #bytes} unless said otherwise. */
    public static final int BYTES = 5 << 20;

    /** The most {@link #redirects}. */
    public static final int REDIRECTS = 3;

    public EgressCall {
        Objects.requireNonNull(method);
        Objects.requireNonNull(url);
        headers = Map.copyOf(headers);
        if (time.isNegative() || time.isZero() || bytes < 0 || redirects < 0 || redirects > REDIRECTS) {
            throw new IllegalArgumentException("time, bytes or redirects out of range");
        }
    }

    /** A GET; it is repeatable. */
    public static EgressCall get(String url) {
        return new EgressCall("GET", url, Map.of(), null, TIME, BYTES, 0, true);
    }

    /** A POST; it is not repeatable. */
    public static EgressCall post(String url, String type, byte[] body) {
        return new EgressCall("POST", url, Map.of("content-type", type), body, TIME, BYTES, 0, false);
    }

    public EgressCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new EgressCall(method, url, more, body, time, bytes, redirects, repeatable);
    }

    public EgressCall within(Duration most) {
        return new EgressCall(method, url, headers, body, most, bytes, redirects, repeatable);
    }

    public EgressCall atMost(int most) {
        return new EgressCall(method, url, headers, body, time, most, redirects, repeatable);
    }

    public EgressCall following(int most) {
        return new EgressCall(method, url, headers, body, time, bytes, most, repeatable);
    }

    public EgressCall repeatable(boolean harmless) {
        return new EgressCall(method, url, headers, body, time, bytes, redirects, harmless);
    }

    /** Method and time; addresses and headers may carry secrets. */
    @Override
    public String toString() {
        return "EgressCall[" + method + ", within=" + time + "]";
    }
}
