package org.aistack.kernel.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.aistack.kernel.cluster.Lease;
import org.aistack.kernel.cluster.Leases;

/** Leases in memory, which end when the test says so. For several servers see {@link TestDatabase#leases}. */
public final class TestLeases implements Leases {

    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong tokens = new AtomicLong();

    @Override
    public Optional<Lease> acquire(String name, Duration time) {
        var lease = new Held(name, tokens.incrementAndGet());
        return held.putIfAbsent(name, lease) == null ? Optional.of(lease) : Optional.empty();
    }

    /** Another server takes it: whoever holds it here has lost it. */
    public void lose(String name) {
        held.remove(name);
    }

    /** Whether somebody holds it. */
    public boolean taken(String name) {
        return held.containsKey(name);
    }

    private final class Held implements Lease {

        private final String name;
        private final long token;

        Held(String name, long token) {
            this.name = name;
            this.token = token;
        }

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
            return held.get(name) == this;
        }

        @Override
        public void close() {
            held.remove(name, this);
        }
    }
}
