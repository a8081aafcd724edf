package org.aistack.kernel.events.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.aistack.kernel.events.internal.store.Servers;

/**
 * Shares the subscribers out among the servers: each has a preferred one, the same in everybody's eyes, and whoever else
 * delivers to it hands it over. The leases decide; this only says who should have them.
 */
final class Sharing {

    /** For that long a server that handed a subscriber over does not ask for it. */
    static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(6);

    /** After that, when the other did not want it, it is not offered again for a while. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Servers servers;
    private final String me;
    private final LongSupplier nanos;
    private final Map<String, Long> offered = new ConcurrentHashMap<>();
    private volatile List<String> alive = List.of();

    Sharing(Servers servers, String me, LongSupplier nanos) {
        this.servers = servers;
        this.me = me;
        this.nanos = nanos;
    }

    /** Says that this server is here, and looks who else is. */
    void beat() {
        servers.here(me);
        alive = servers.alive();
    }

    void end() {
        servers.gone(me);
    }

    /** Should this server hand the subscriber over now? True once in a while only. */
    boolean handOver(String subscriber) {
        if (preferred(alive, subscriber).equals(me)) {
            offered.remove(subscriber);
            return false;
        }
        long now = nanos.getAsLong();
        Long last = offered.get(subscriber);
        if (last != null && now - last < PATIENCE_NANOS) {
            return false;
        }
        offered.put(subscriber, now);
        return true;
    }

    /** The server with the greatest hash of both names; a server that comes or goes moves only what it wins or loses. */
    private String preferred(List<String> candidates, String subscriber) {
        String best = me;
        for (String server : candidates) {
            int order = Integer.compare(hash(server, subscriber), hash(best, subscriber));
            if (order > 0 || order == 0 && server.compareTo(best) > 0) {
                best = server;
            }
        }
        return best;
    }

    private static int hash(String server, String subscriber) {
        int hash = (server + "|" + subscriber).hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
