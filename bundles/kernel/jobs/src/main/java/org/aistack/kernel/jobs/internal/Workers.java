package org.aistack.kernel.jobs.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aistack.kernel.cluster.Node;
import org.aistack.kernel.jobs.internal.store.Candidate;
import org.aistack.kernel.jobs.internal.store.Claim;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes waiting jobs and runs them on a bounded number of threads. */
@Component(service = Workers.class, immediate = true)
public final class Workers implements Kinds.Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long POLL_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 50;
    private static final long GOODBYE_SECONDS = 5;
    private static final int EACH = 100;
    private static final int AHEAD = 200;

    private final JobTables tables;
    private final Kinds kinds;
    private final JobsSettings settings;
    private final Clock clock;
    private final Node node;
    private final Execution execution;
    private final Pulse pulse;
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final ScheduledExecutorService dispatcher =
            Executors.newSingleThreadScheduledExecutor(Threads.named("dispatcher"));
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(Threads.named("heart"));
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.named("worker"));
    private volatile boolean stopping;
    private volatile boolean troubled;
    private volatile boolean stale;
    private Plan plan = new Plan(List.of());
    private long planned;

    @Activate
    public Workers(
            @Reference JobTables tables,
            @Reference Kinds kinds,
            @Reference Rights rights,
            @Reference JobsSettings settings,
            @Reference JobsMeters meters,
            @Reference Clock clock,
            @Reference Node node) {
        this.tables = tables;
        this.kinds = kinds;
        this.settings = settings;
        this.clock = clock;
        this.node = node;
        execution = new Execution(tables.runs(), rights, settings, meters, clock);
        pulse = new Pulse(tables.runs(), rights, settings, new Watchman(node), clock);
        planned = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
        meters.watch(this::byKind, () -> tables.jobs().due(clock.instant()));
        kinds.follow(this);
        dispatcher.scheduleWithFixedDelay(this::wake, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        heart.scheduleWithFixedDelay(this::beat, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Running jobs reach a safe point and are put back; whoever does not is left alone, its row is free. */
    @Deactivate
    void deactivate() {
        stopping = true;
        // no interrupts: an embedded database closes its file when the thread that reads it is interrupted
        kinds.unfollow(this);
        dispatcher.shutdown();
        end(List.copyOf(running), RunningJob.Reason.STOPPING, settings.stop());
        heart.shutdown();
        pool.shutdown();
    }

    @Override
    public void came(JobKind<?> kind) {
        execution.begin(kind);
        wake();
    }

    @Override
    public void gone(JobKind<?> kind) {
        List<RunningJob> its =
                running.stream().filter(job -> job.kind() == kind).toList();
        end(
                its,
                RunningJob.Reason.GONE,
                Duration.ofSeconds(Math.min(GOODBYE_SECONDS, settings.stop().toSeconds())));
    }

    /** There may be something to do. */
    public void wake() {
        stale = true;
        look(0);
    }

    /** Asks a job to end if it runs here. */
    void cancel(long id) {
        running.stream().filter(job -> job.claim().id() == id).forEach(job -> job.stop(RunningJob.Reason.CANCELLED));
    }

    private void look(long delayMillis) {
        if (!stopping && waking.compareAndSet(false, true)) {
            try {
                dispatcher.schedule(this::dispatch, delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.trace("stopped meanwhile", e);
            }
        }
    }

    private void dispatch() {
        waking.set(false);
        try {
            int threads = settings.threads();
            boolean more = true;
            while (more && !stopping && running.size() < threads) {
                Optional<Candidate> candidate = next(threads);
                candidate.flatMap(this::claim).ifPresent(this::launch);
                more = candidate.isPresent();
            }
            troubled = false;
        } catch (RuntimeException e) {
            plan = new Plan(List.of());
            if (!troubled) {
                LOG.warn("waiting jobs cannot be read, this is tried on: {}", e.toString());
            }
            troubled = true;
        }
    }

    /** The next one of the plan; a new plan is made when something came, but not for every single thing. */
    private Optional<Candidate> next(int threads) {
        boolean rested = System.nanoTime() - planned >= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        if (stale && rested) {
            renew();
        } else if (stale) {
            look(PAUSE_MILLIS);
        }
        Optional<Candidate> candidate = plan.next(byStarter(), threads);
        if (candidate.isEmpty() && rested) {
            renew();
            candidate = plan.next(byStarter(), threads);
        } else if (candidate.isEmpty()) {
            look(PAUSE_MILLIS);
        }
        return candidate;
    }

    private void renew() {
        stale = false;
        plan = new Plan(tables.jobs().candidates(kinds.names(), clock.instant(), EACH, AHEAD));
        planned = System.nanoTime();
    }

    private Optional<Claim> claim(Candidate candidate) {
        return tables.runs().claim(candidate, node.name(), node.life(), clock.instant());
    }

    private void launch(Claim claim) {
        Optional<JobKind<?>> kind = kinds.named(claim.kind());
        if (kind.isEmpty()) {
            tables.runs().putBack(claim.id(), claim.fence(), clock.instant());
            return;
        }
        var job = new RunningJob(claim, kind.get(), tables.runs(), System.nanoTime());
        running.add(job);
        pool.execute(() -> work(job));
        if (stopping) {
            job.stop(RunningJob.Reason.STOPPING);
        } else if (kinds.named(claim.kind()).filter(now -> now == job.kind()).isEmpty()) {
            // the bundle went while its job was being claimed
            job.stop(RunningJob.Reason.GONE);
        }
    }

    private void work(RunningJob job) {
        try {
            Execution.Ending ending = execution.run(job);
            write(job, ending);
        } finally {
            running.remove(job);
            job.ended();
            look(0);
        }
    }

    /** Writes the end down; while the database is away it goes on trying, because the work itself is done. */
    private void write(RunningJob job, Execution.Ending ending) {
        while (running.contains(job)) {
            try {
                ending.write().ifPresent(result -> execution.count(job, result));
                return;
            } catch (RuntimeException e) {
                LOG.debug("the end of job {} cannot be written yet", job.id(), e);
                if (stopping || Threads.interrupted(POLL_MILLIS)) {
                    return;
                }
            }
        }
    }

    private void beat() {
        List<RunningJob> here = List.copyOf(running);
        if (pulse.beat(here)) {
            wake();
        }
    }

    private void end(List<RunningJob> jobs, RunningJob.Reason reason, Duration patience) {
        jobs.forEach(job -> job.stop(reason));
        long until = System.nanoTime() + patience.toNanos();
        for (RunningJob job : jobs) {
            if (!job.awaitEnd(until - System.nanoTime())) {
                LOG.warn(
                        "job {} of kind {} does not stop and is left alone",
                        job.id(),
                        job.kind().name());
                abandon(job);
            }
        }
    }

    private void abandon(RunningJob job) {
        running.remove(job);
        try {
            tables.runs().putBack(job.claim().id(), job.claim().fence(), clock.instant());
        } catch (RuntimeException e) {
            LOG.debug("job {} is taken over later", job.id(), e);
        }
    }

    private Map<String, Long> byKind() {
        Map<String, Long> counts = new HashMap<>();
        kinds.names().forEach(kind -> counts.put(kind, 0L));
        running.forEach(job -> counts.merge(job.kind().name(), 1L, Long::sum));
        return counts;
    }

    private Map<String, Long> byStarter() {
        Map<String, Long> counts = new HashMap<>();
        running.forEach(job -> {
            Starter starter = job.claim().starter();
            counts.merge(starter.kind() + ":" + starter.id(), 1L, Long::sum);
        });
        return counts;
    }
}
