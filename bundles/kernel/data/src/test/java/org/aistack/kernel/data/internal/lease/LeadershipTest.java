package org.aistack.kernel.data.internal.lease;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.aistack.kernel.cluster.Leader;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;
import org.junit.After;
import org.junit.Test;

public final class LeadershipTest {

    private final ScheduledExecutorService worker = Executors.newScheduledThreadPool(2);
    private final OneLease lease = new OneLease();

    @After
    public void stop() {
        worker.shutdownNow();
    }

    @Test
    public void oneLeadsAndTheOtherFollowsAtOnce() throws InterruptedException {
        var a = new Marks();
        var b = new Marks();
        var first = new Leadership(lease, worker, a::show);
        until(() -> a.leads());
        try (var second = new Leadership(lease, worker, b::show)) {
            first.close();
            assertEquals(Optional.empty(), Optional.ofNullable(a.shown));
            until(() -> b.leads());
            assertTrue(b.shown.token() > 1);
        }
        assertEquals(0, lease.holder.get());
    }

    @Test
    public void theMarkerGoesWithTheLeaseAndComesBackWithANewNumber() throws InterruptedException {
        var marks = new Marks();
        try (var leadership = new Leadership(lease, worker, marks::show)) {
            until(marks::leads);
            lease.holder.set(-1); // another server has it
            until(() -> !marks.leads());
            lease.holder.set(0);
            until(marks::leads);
            assertEquals("[1, gone, 2]", marks.history.toString());
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue("it did not happen", System.nanoTime() < end);
            Thread.sleep(10);
        }
    }

    private static final class Marks {
        private final Queue<String> history = new ConcurrentLinkedQueue<>();
        private volatile Leader shown;

        Runnable show(Leader leader) {
            shown = leader;
            history.add(Long.toString(leader.token()));
            return () -> {
                shown = null;
                history.add("gone");
            };
        }

        boolean leads() {
            return shown != null;
        }
    }

    /** One lease for everybody. */
    private static final class OneLease implements Leases {
        private final AtomicLong holder = new AtomicLong();
        private final AtomicLong tokens = new AtomicLong();

        @Override
        public synchronized Optional<Lease> acquire(String name, Duration time) {
            if (holder.get() != 0) {
                return Optional.empty();
            }
            long token = tokens.incrementAndGet();
            holder.set(token);
            return Optional.of(new Lease() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public long token() {
                    return token;
                }

                @Override
                public boolean held() {
                    return holder.get() == token;
                }

                @Override
                public void close() {
                    holder.compareAndSet(token, 0);
                }
            });
        }
    }
}
