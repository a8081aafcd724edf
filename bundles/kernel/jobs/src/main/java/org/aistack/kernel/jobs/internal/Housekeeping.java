package org.aistack.kernel.jobs.internal;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets jobs that ended long ago. Parked ones wait for a person, however long it takes. */
@Component(service = Housekeeping.class, immediate = true)
public final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int AT_ONCE = 500;

    private final JobTables tables;
    private final JobsSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService broom = Executors.newSingleThreadScheduledExecutor(Threads.named("broom"));

    @Activate
    public Housekeeping(@Reference JobTables tables, @Reference JobsSettings settings, @Reference Clock clock) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        broom.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
    }

    @Deactivate
    void deactivate() {
        broom.shutdown();
    }

    void sweep() {
        try {
            int gone = AT_ONCE;
            while (gone == AT_ONCE && !broom.isShutdown()) {
                gone = tables.jobs().purge(clock.instant().minus(settings.retention()), AT_ONCE);
            }
        } catch (RuntimeException e) {
            LOG.warn("old jobs could not be forgotten, the next hour tries again: {}", e.toString());
        }
    }
}
