package org.aistack.kernel.jobs.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the rows of jobs for whoever waits for a change, wherever the job runs: one query for all watchers, none when
 * there are none, and no thread per watcher.
 */
@Component(service = Watch.class)
public final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long LOOK_MILLIS = 250;
    private static final int AT_ONCE = 500;

    /** Somebody who waits. Called on the one thread of the watch: it must not block. */
    public interface Watcher {
        /** Which job. */
        long job();

        /**
         * Called at every look.
         *
         * @param entry the job as it is now; null when it is no longer there
         * @return false when it need not be called again
         */
        boolean look(Entry entry);

        /** The watch ends, or the watcher failed. */
        void end();
    }

    private final JobTables tables;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService eye = Executors.newSingleThreadScheduledExecutor(Threads.named("watch"));

    @Activate
    public Watch(@Reference JobTables tables) {
        this.tables = tables;
        eye.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void deactivate() {
        eye.shutdown();
        watchers.forEach(Watcher::end);
        watchers.clear();
    }

    public void add(Watcher watcher) {
        watchers.add(watcher);
        if (eye.isShutdown() && watchers.remove(watcher)) {
            watcher.end();
        }
    }

    /** How many wait. */
    public int watchers() {
        return watchers.size();
    }

    private void look() {
        if (watchers.isEmpty()) {
            return;
        }
        try {
            List<Watcher> waiting = List.copyOf(watchers);
            List<Long> ids = waiting.stream().map(Watcher::job).distinct().toList();
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                List<Long> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
                Map<Long, Entry> found =
                        tables.jobs().find(some).stream().collect(Collectors.toMap(Entry::id, entry -> entry));
                waiting.stream()
                        .filter(watcher -> some.contains(watcher.job()))
                        .forEach(watcher -> show(watcher, found.get(watcher.job())));
            }
        } catch (RuntimeException e) {
            LOG.debug("watched jobs could not be read, the next look tries again", e);
        }
    }

    private void show(Watcher watcher, Entry entry) {
        boolean on;
        try {
            on = watcher.look(entry);
        } catch (RuntimeException e) {
            LOG.debug("a watcher of a job is dropped", e);
            watcher.end();
            on = false;
        }
        if (!on) {
            watchers.remove(watcher);
        }
    }
}
