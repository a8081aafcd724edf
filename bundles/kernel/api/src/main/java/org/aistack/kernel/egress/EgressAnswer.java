package org.aistack.kernel.egress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What another server said.
 *
 * @param status any HTTP status; without {@link EgressCall#redirects} also 3xx
 * @param headers by lower-case name, values in their order
 * @param body never null
 * @param url where it came from in the end
 * @param took from the beginning to the last byte, retries and redirects included
 */
public record EgressAnswer(int status, Map<String, List<String>> headers, byte[] body, String url, Duration took) {

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** True for 2xx. */
    public boolean ok() {
        return status / 100 == 2;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status, size and time; never the body. */
    @Override
    public String toString() {
        return "EgressAnswer[status=" + status + ", bytes=" + body.length + ", took=" + took + "]";
    }
}
