package org.aistack.kernel.rest.internal.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.osgi.framework.Bundle;

/** Which address leads to which endpoint, and what has become of those that are not there. */
public final class Routes {

    /** What may be expected of an address without endpoint. */
    public enum Absence {
        /** It will (probably) come back. */
        AWAY,
        /** It is not installed, or stopped for good. */
        GONE
    }

    /** Knows about bundles. */
    public interface Bundles {
        /**
         * What is to be expected.
         *
         * @param last the bundle that was last seen at the address; null when there was none
         * @param id of the capability; null for other addresses than {@code /api/<id>}
         */
        Absence absence(Bundle last, String id);

        /** How many resources a bundle has in all; 0 when that is not known. */
        default int resources(Bundle bundle) {
            return 0;
        }
    }

    private static final int MAX_SEGMENTS = 4;
    private static final int MAX_WAITING = 64;

    private final Bundles bundles;
    private final long waitMillis;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Map<String, Bundle> seen = new ConcurrentHashMap<>();
    private volatile Map<String, Endpoint> live = Map.of();

    public Routes(Bundles bundles, long waitMillis) {
        this.bundles = bundles;
        this.waitMillis = waitMillis;
    }

    int resources(Bundle bundle) {
        return bundles.resources(bundle);
    }

    public long waitMillis() {
        return waitMillis;
    }

    /** Everything that is published. */
    public Collection<Endpoint> endpoints() {
        return new LinkedHashSet<>(live.values());
    }

    /**
     * The endpoint for {@code path}, with this request registered in it. Waits a moment for one that is being replaced.
     *
     * @throws Problem {@link KernelError#REPLACED}, {@link KernelError#CAPABILITY_ABSENT} or {@link KernelError#NOT_FOUND}
     */
    public Endpoint find(String path) {
        Endpoint found = enter(path);
        if (found != null) {
            return found;
        }
        if (absence(path) == Absence.GONE) {
            throw Problem.of(path.startsWith("/api/") ? KernelError.CAPABILITY_ABSENT : KernelError.NOT_FOUND);
        }
        if (waiting.tryAcquire()) {
            try {
                found = await(path);
            } finally {
                waiting.release();
            }
        }
        if (found == null) {
            throw Problem.of(KernelError.REPLACED);
        }
        return found;
    }

    private Endpoint enter(String path) {
        Endpoint endpoint = look(live, path);
        return endpoint != null && endpoint.enter() ? endpoint : null;
    }

    private static <T> T look(Map<String, T> map, String path) {
        if (map.isEmpty()) {
            return null;
        }
        int[] ends = new int[MAX_SEGMENTS];
        int count = 0;
        for (int at = 1; count < MAX_SEGMENTS && at > 0; count++) {
            at = path.indexOf('/', at);
            ends[count] = at < 0 ? path.length() : at++;
        }
        for (int i = count - 1; i >= 0; i--) {
            T found = map.get(path.substring(0, ends[i]));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Absence absence(String path) {
        String id = null;
        if (path.startsWith("/api/") && !path.startsWith("/api/kernel/")) {
            int end = path.indexOf('/', 5);
            id = path.substring(5, end < 0 ? path.length() : end);
        }
        return bundles.absence(look(seen, path), id);
    }

    private synchronized Endpoint await(String path) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        long left;
        while ((left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) > 0) {
            try {
                wait(Math.min(left, 200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            Endpoint found = enter(path);
            if (found != null) {
                return found;
            }
            if (absence(path) == Absence.GONE) {
                throw Problem.of(KernelError.CAPABILITY_ABSENT);
            }
        }
        return null;
    }

    /** The prefixes of {@code site} that already lead somewhere else than to what it replaces. */
    List<String> taken(Endpoint.Site site, Collection<Endpoint> replaced) {
        return site.prefixes().stream()
                .filter(prefix -> live.containsKey(prefix) && !replaced.contains(live.get(prefix)))
                .toList();
    }

    synchronized void add(Endpoint endpoint) {
        Map<String, Endpoint> next = new HashMap<>(live);
        for (String prefix : endpoint.site().prefixes()) {
            next.put(prefix, endpoint);
            if (endpoint.site().bundle() != null) {
                seen.put(prefix, endpoint.site().bundle());
            }
        }
        live = next;
        notifyAll();
    }

    synchronized void remove(Endpoint endpoint) {
        Map<String, Endpoint> next = new HashMap<>(live);
        next.values().removeIf(e -> e == endpoint);
        live = next;
    }
}
