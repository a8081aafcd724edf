package org.aistack.kernel.rest.internal.admit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which lane a request takes. */
public final class Lanes {

    /** What must be answered when nothing else is: is it alive, what does it do, stop it, sign out. */
    private static final List<String> KEEPERS =
            List.of("/health/", "/metrics", "/api/kernel/", "/auth/revoke", "/auth/logout");

    private static final int MAX_LANES = 1_000;

    private final Lane.Size size;
    private final Lane keepers;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    public Lanes(Lane.Size size, Lane.Size keepers) {
        this.size = size;
        this.keepers = new Lane(keepers, System::nanoTime);
    }

    /** The lane of a request to {@code path}, which belongs to {@code capability}. */
    public Lane of(String path, String capability) {
        for (String start : KEEPERS) {
            if (path.startsWith(start)) {
                return keepers;
            }
        }
        Lane known = lanes.get(capability);
        if (known != null) {
            return known;
        }
        if (lanes.size() >= MAX_LANES) {
            lanes.values().removeIf(lane -> lane.running() == 0 && lane.waiting() == 0);
        }
        return lanes.computeIfAbsent(capability, id -> new Lane(size, System::nanoTime));
    }
}
