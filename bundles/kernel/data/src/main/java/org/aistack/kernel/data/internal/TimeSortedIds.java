package org.aistack.kernel.data.internal;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.aistack.kernel.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ids of 41 bits of milliseconds since 2020 and 22 random bits. Within a millisecond, and while the clock is behind the
 * last id, they go on by small random steps, so they always rise.
 */
@Component(service = Ids.class)
public final class TimeSortedIds implements Ids {

    private static final long EPOCH = 1_577_836_800_000L;
    private static final int RANDOM_BITS = 22;
    private static final int STEP = 1 << 10;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    @Activate
    public TimeSortedIds(@Reference Clock clock) {
        this.clock = clock;
    }

    @Override
    public long next() {
        var random = ThreadLocalRandom.current();
        long milliseconds = Math.max(0, clock.millis() - EPOCH);
        long fresh = milliseconds << RANDOM_BITS | random.nextInt(1 << RANDOM_BITS);
        long step = 1L + random.nextInt(STEP);
        return last.updateAndGet(before -> fresh > before ? fresh : before + step);
    }
}
