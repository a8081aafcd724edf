package org.aistack.itests.bare.internal;

import java.time.Instant;
import java.util.List;

/** The one record that both ways answer, made once. */
public record Fixed(String id, String title, int amount, Instant createdAt, List<String> tags) {

    static final String PERMISSION = "notes:read";

    static final Fixed RECORD = new Fixed(
            "0sar2kb57e6ex",
            "A record that needs no row",
            42,
            Instant.parse("2026-01-02T03:04:05Z"),
            List.of("one", "two", "three"));
}
