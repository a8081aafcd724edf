package org.aistack.kernel.testkit;

import java.util.concurrent.atomic.AtomicLong;
import org.aistack.kernel.Ids;

/** Ids 1, 2, 3 … */
public final class TestIds implements Ids {

    private final AtomicLong last = new AtomicLong();

    @Override
    public long next() {
        return last.incrementAndGet();
    }
}
