package org.aistack.kernel.events.internal.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** When a failed delivery is tried again. */
final class Retry {

    private static final double JITTER = 0.2;
    private static final Duration LONGEST = Duration.ofHours(24);

    private Retry() {}

    /**
     * The moment of the next try; empty when the schedule is used up.
     *
     * @param attempts how often it was tried, at least 1
     * @param chance 0 to 1, so that many deliveries do not come back at once
     * @param retryAfter what the receiver wants, a number of seconds or a date; may be null
     */
    static Optional<Instant> next(
            List<Duration> schedule, int attempts, double chance, String retryAfter, Instant now) {
        if (attempts > schedule.size()) {
            return Optional.empty();
        }
        Duration wait = schedule.get(attempts - 1);
        wait = wait.plusNanos((long) (wait.toNanos() * JITTER * chance));
        Duration wanted = wanted(retryAfter, now);
        return Optional.of(now.plus(wanted.compareTo(wait) > 0 ? wanted : wait));
    }

    private static Duration wanted(String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        Duration wanted;
        try {
            wanted = retryAfter.strip().matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter.strip()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
