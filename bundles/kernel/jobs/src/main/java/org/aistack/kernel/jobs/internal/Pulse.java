package org.aistack.kernel.jobs.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.Problem;
import org.aistack.kernel.jobs.internal.store.Beat;
import org.aistack.kernel.jobs.internal.store.RunTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second hand of the workers: signs of life of the jobs here, who was cancelled, whose caller lost his right, which
 * jobs of others nobody works on any more.
 */
final class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(3);
    private static final long RIGHTS = TimeUnit.SECONDS.toNanos(2);

    private final RunTable runs;
    private final Rights rights;
    private final JobsSettings settings;
    private final Watchman watchman;
    private final Clock clock;
    private final String interrupted = Failure.stored(Problem.of(JobsError.JOB_INTERRUPTED));
    private long asked = System.nanoTime();

    Pulse(RunTable runs, Rights rights, JobsSettings settings, Watchman watchman, Clock clock) {
        this.runs = runs;
        this.rights = rights;
        this.settings = settings;
        this.watchman = watchman;
        this.clock = clock;
    }

    /** One beat; true when a job became free that somebody else had. */
    boolean beat(List<RunningJob> here) {
        try {
            here.forEach(this::live);
            Map<Long, RunningJob> mine = new HashMap<>();
            here.forEach(job -> mine.put(job.claim().id(), job));
            List<Beat> beats = runs.beats();
            beats.stream().filter(Beat::cancel).forEach(beat -> cancel(mine.get(beat.id())));
            boolean freed = take(
                    beats.stream().filter(beat -> !mine.containsKey(beat.id())).toList());
            rights(here);
            return freed;
        } catch (RuntimeException e) {
            LOG.debug("no sign of life could be given", e);
            return false;
        } finally {
            here.forEach(this::giveUp);
        }
    }

    private void live(RunningJob job) {
        long nanos = System.nanoTime();
        boolean due = job.moved() || nanos - job.beaten() >= QUIET;
        if (due && !job.beat(clock.instant(), nanos)) {
            job.stop(RunningJob.Reason.LOST);
        }
    }

    /** Others take over when they heard nothing for the time of the lease; this one stops before they do. */
    private void giveUp(RunningJob job) {
        if (System.nanoTime() - job.beaten() > settings.lease().toNanos() / 4 * 3) {
            job.stop(RunningJob.Reason.LOST);
        }
    }

    private static void cancel(RunningJob job) {
        if (job != null) {
            job.stop(RunningJob.Reason.CANCELLED);
        }
    }

    private void rights(List<RunningJob> here) {
        long nanos = System.nanoTime();
        if (nanos - asked < RIGHTS) {
            return;
        }
        asked = nanos;
        for (RunningJob job : here) {
            Starter starter = job.claim().starter();
            if (rights.known(starter)
                    && rights.now(starter, job.kind().permission()).isEmpty()) {
                job.stop(RunningJob.Reason.DENIED);
            }
        }
    }

    private boolean take(List<Beat> others) {
        boolean freed = false;
        for (Beat beat : watchman.lost(others, settings.lease(), System.nanoTime())) {
            var lost = new RunTable.Lost(beat, settings.maxFailures(), interrupted, clock.instant());
            if (runs.seize(lost)) {
                freed = true;
                LOG.warn(
                        "job {} was left by server {}, it is taken over",
                        org.aistack.kernel.Id.text(beat.id()),
                        beat.server());
            }
        }
        return freed;
    }
}
