package org.aistack.kernel.observe.internal.health;

import java.time.Instant;
import java.util.List;

/**
 * What a health check said.
 *
 * @param title for people
 * @param status {@code OK}, {@code WARN}, {@code TEMPORARILY_UNAVAILABLE} or {@code CRITICAL}
 * @param since when it became so
 * @param detail why, in words
 * @param durationMs how long it took to find out
 */
public record Checked(
        String name, String title, String status, Instant since, String detail, long durationMs, List<String> tags) {

    static final String OK = "OK";
    static final String CRITICAL = "CRITICAL";

    boolean ok() {
        return OK.equals(status);
    }

    /** True when the server must not be asked while this is not well. */
    boolean vital() {
        return tags.contains("ready");
    }

    boolean bad() {
        return !ok() && !"WARN".equals(status);
    }
}
