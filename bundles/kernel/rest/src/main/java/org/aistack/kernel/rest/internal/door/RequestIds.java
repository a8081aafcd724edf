package org.aistack.kernel.rest.internal.door;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.aistack.kernel.Id;

/** Names for requests: a random start and a counter, unique enough to find a line in a log. */
final class RequestIds {

    private final AtomicLong last = new AtomicLong(new SecureRandom().nextLong());

    String next() {
        // an odd constant spreads the counter over all digits
        return Id.text(last.incrementAndGet() * 0x9E3779B97F4A7C15L & Long.MAX_VALUE);
    }
}
