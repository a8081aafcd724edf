package org.aistack.kernel.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes only when it is told to. */
public final class TestClock extends Clock {

    private volatile Instant now;

    private TestClock(Instant now) {
        this.now = now;
    }

    /** A clock that shows {@code moment}, for example {@code 2026-03-01T08:00:00Z}. */
    public static TestClock at(String moment) {
        return new TestClock(Instant.parse(moment));
    }

    public void set(Instant moment) {
        now = moment;
    }

    /** Moves on, or back when {@code time} is negative. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the server knows UTC only");
    }

    @Override
    public Instant instant() {
        return now;
    }
}
