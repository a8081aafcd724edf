package org.aistack.kernel.jobs.internal.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.Ids;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.internal.JobKind;
import org.aistack.kernel.jobs.internal.JobsSettings;
import org.aistack.kernel.jobs.internal.Kinds;
import org.aistack.kernel.jobs.internal.Starter;
import org.aistack.kernel.jobs.internal.Threads;
import org.aistack.kernel.jobs.internal.Workers;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.aistack.kernel.jobs.internal.store.NewJob;
import org.aistack.kernel.jobs.internal.store.Timing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts jobs when their time has come. Every server tries; the conditional update of the row lets one of them do it, in
 * the same transaction in which the job begins to exist. The next time is counted from now, never from the last one: who
 * was down for a day catches up with one run.
 */
@Component(service = Clockwork.class, immediate = true)
public final class Clockwork implements Kinds.Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    private static final int AT_ONCE = 100;
    /** A run so far in the future was made by a clock that went wrong. */
    private static final Duration ASTRAY = Duration.ofMinutes(90);

    private static final long TIDY_SECONDS = 60;

    private final JobTables tables;
    private final Kinds kinds;
    private final Workers workers;
    private final JobsSettings settings;
    private final Ids ids;
    private final Clock clock;
    private final Set<String> fresh = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(Threads.named("clock"));
    private boolean troubled;

    @Activate
    public Clockwork(
            @Reference JobTables tables,
            @Reference Kinds kinds,
            @Reference Workers workers,
            @Reference JobsSettings settings,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.tables = tables;
        this.kinds = kinds;
        this.workers = workers;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        kinds.follow(this);
        ticker.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
        ticker.scheduleWithFixedDelay(this::tidy, 0, TIDY_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void deactivate() {
        kinds.unfollow(this);
        ticker.shutdown();
    }

    @Override
    public void came(JobKind<?> kind) {
        fresh.add(kind.name());
    }

    @Override
    public void gone(JobKind<?> kind) {
        fresh.remove(kind.name());
    }

    /** Starts what is due. */
    void tick() {
        try {
            for (String kind : Set.copyOf(fresh)) {
                kinds.named(kind).ifPresent(this::enter);
                fresh.remove(kind);
            }
            for (Timing timing : tables.schedules().due(clock.instant(), AT_ONCE)) {
                kinds.named(timing.kind()).ifPresent(kind -> fire(timing));
            }
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) {
                LOG.warn("schedules cannot be read, this is tried on: {}", e.toString());
            }
            troubled = true;
        }
    }

    /** Puts right what a change of the clock or of the server's zone put wrong. */
    void tidy() {
        try {
            Instant now = clock.instant();
            for (Timing timing :
                    tables.schedules().astray(now.plus(ASTRAY), settings.zone().getId())) {
                ZoneId zone = zone(timing);
                boolean early = timing.lastRunAt() != null && timing.lastRunAt().isAfter(now.plus(ASTRAY));
                Instant next = Cron.parse(timing.cron()).next(now, zone).orElseThrow();
                tables.schedules().realign(timing, next, zone.getId(), early ? now : timing.lastRunAt());
            }
        } catch (RuntimeException e) {
            LOG.debug("schedules could not be put right, the next minute tries again", e);
        }
    }

    private ZoneId zone(Timing timing) {
        return timing.zone().isEmpty() ? settings.zone() : ZoneId.of(timing.zone());
    }

    private void fire(Timing timing) {
        Instant now = clock.instant();
        Instant next = Cron.parse(timing.cron()).next(now, zone(timing)).orElseThrow();
        boolean open = timing.lastJob() != 0
                && tables.jobs()
                        .find(timing.lastJob())
                        .filter(job -> !job.status().ended())
                        .isPresent();
        if (open) {
            LOG.info("the last job of kind {} has not ended, so its schedule starts no other one", timing.kind());
        }
        NewJob job = open
                ? null
                : new NewJob(
                        ids.next(), timing.kind(), timing.arguments(), timing.starter(), null, null, timing.id(), now);
        tables.schedules().fire(timing, next, job, workers::wake);
    }

    /** Makes the row of a kind's own schedule say what its code says. */
    private void enter(JobKind<?> kind) {
        Optional<Timing> known = tables.schedules().ofCode(kind.name());
        Optional<Job.Schedule> schedule = kind.schedule();
        if (schedule.isEmpty()) {
            known.ifPresent(timing -> tables.schedules().delete(timing.id(), timing.version()));
            return;
        }
        Instant now = clock.instant();
        String zone = schedule.get().zone().map(ZoneId::getId).orElse("");
        ZoneId used = zone.isEmpty() ? settings.zone() : ZoneId.of(zone);
        Cron cron = Cron.parse(schedule.get().cron());
        Timing before = known.orElse(null);
        boolean same = before != null
                && before.cron().equals(cron.toString())
                && before.zone().equals(zone)
                && before.arguments().equals(kind.timedArguments());
        if (same) {
            return;
        }
        var timing = new Timing(
                before == null ? ids.next() : before.id(),
                before == null ? 1 : before.version(),
                kind.name(),
                kind.timedArguments(),
                cron.toString(),
                zone,
                used.getId(),
                before != null && before.paused(),
                kind.name(),
                Starter.SYSTEM,
                cron.next(now, used).orElseThrow(),
                null,
                0,
                now,
                now);
        if (before == null) {
            tables.schedules().insert(timing);
        } else {
            tables.schedules().change(timing);
        }
    }
}
