package org.aistack.kernel.catalog.internal.deploy.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.aistack.kernel.catalog.internal.deploy.state.Seen;

/**
 * Compares what lies in the folder with what was dealt with. A file counts when it has not changed for a moment and is
 * whole; one that stays incomplete counts after a while, so that somebody hears of it.
 */
public final class Look {

    /** A file that is being written changes more often than this. */
    static final long SETTLED_MS = 150;

    static final long PATIENCE_MS = 10_000;

    private final Map<String, Since> watched = new HashMap<>();
    private final Map<String, Long> missing = new HashMap<>();

    private record Since(Stamp stamp, long at) {}

    /**
     * What there is to do.
     *
     * @param arrived names of files that are new or other than before
     * @param gone names of files that were removed
     * @param unsettled whether it is worth looking again soon
     */
    public record Todo(List<String> arrived, List<String> gone, boolean unsettled) {}

    /**
     * Looks once.
     *
     * @param now in milliseconds of a clock that only rises
     * @param whole whether a file is complete
     */
    public Todo at(long now, Map<String, Stamp> there, Map<String, Seen> seen, Predicate<String> whole) {
        List<String> arrived = new ArrayList<>();
        boolean unsettled = false;
        watched.keySet().retainAll(there.keySet());
        for (var file : new TreeMap<>(there).entrySet()) {
            String name = file.getKey();
            if (file.getValue().is(seen.get(name))) {
                watched.remove(name);
                continue;
            }
            Since since = watched.get(name);
            if (since == null || !since.stamp().equals(file.getValue())) {
                watched.put(name, new Since(file.getValue(), now));
                unsettled = true;
                continue;
            }
            long quiet = now - since.at();
            if (quiet >= PATIENCE_MS || quiet >= SETTLED_MS && whole.test(name)) {
                arrived.add(name);
            } else {
                unsettled = true;
            }
        }
        List<String> gone = gone(now, there.keySet(), seen.keySet());
        return new Todo(arrived, gone, unsettled || !missing.isEmpty());
    }

    /** A file that is replaced by removing and writing it is away for a moment. */
    private List<String> gone(long now, Set<String> there, Set<String> seen) {
        missing.keySet().removeIf(name -> there.contains(name) || !seen.contains(name));
        List<String> gone = new ArrayList<>();
        for (String name : seen) {
            if (!there.contains(name) && now - missing.computeIfAbsent(name, n -> now) >= SETTLED_MS) {
                gone.add(name);
            }
        }
        gone.forEach(missing::remove);
        return gone;
    }
}
