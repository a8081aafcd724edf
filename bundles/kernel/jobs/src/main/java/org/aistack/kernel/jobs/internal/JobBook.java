package org.aistack.kernel.jobs.internal;

import java.time.Clock;
import java.util.Set;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.jobs.Jobs;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.jobs.internal.store.JobTable;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.aistack.kernel.jobs.internal.store.NewJob;
import org.aistack.kernel.observe.Trace;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.MDC;

/** Starts jobs, and does with them what people want. Everybody has his own; who watches or runs the server has all. */
@Component(service = {Jobs.class, JobBook.class})
public final class JobBook implements Jobs {

    /** Sees everybody's. */
    public static final String MONITOR = "system:monitor";

    /** May change everybody's. */
    public static final String ADMIN = "system:admin";

    private final JobTable table;
    private final Kinds kinds;
    private final Workers workers;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;
    private final Backlog backlog;

    @Activate
    public JobBook(
            @Reference JobTables tables,
            @Reference Kinds kinds,
            @Reference Workers workers,
            @Reference Guard guard,
            @Reference Ids ids,
            @Reference Clock clock,
            @Reference JobsSettings settings) {
        this.table = tables.jobs();
        this.kinds = kinds;
        this.workers = workers;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
        this.backlog = new Backlog(table::waiting, settings);
    }

    @Override
    public String start(String kind, Record arguments) {
        JobKind<?> known = kind(kind);
        return Id.text(insert(known, known.arguments(arguments)));
    }

    /** Starts a job with arguments that {@link JobKind#arguments} has checked. */
    public Entry start(JobKind<?> kind, String arguments) {
        return table.find(insert(kind, arguments)).orElseThrow();
    }

    /** @throws Problem when there is no such kind now */
    public JobKind<?> kind(String name) {
        return kinds.named(name == null ? "" : name)
                .orElseThrow(() -> Problem.at("/kind", JobsError.UNKNOWN_JOB_KIND, name));
    }

    private long insert(JobKind<?> kind, String arguments) {
        Caller caller = guard.caller();
        if (!caller.authenticated()) {
            throw Problem.of(KernelError.UNAUTHENTICATED);
        }
        if (!kind.permission().isEmpty()) {
            guard.require(caller, kind.permission());
        }
        Starter starter = Starter.of(caller);
        backlog.add(starter);
        var job = new NewJob(
                ids.next(),
                kind.name(),
                arguments,
                starter,
                MDC.get(Trace.REQUEST_ID),
                Trace.of(MDC.getCopyOfContextMap()).map(Trace::traceparent).orElse(null),
                0,
                clock.instant());
        table.insert(job, workers::wake);
        return job.id();
    }

    /** @throws Problem the same for one that is not there and one of somebody else */
    public Entry get(String id) {
        return table.find(Id.parse(id))
                .filter(entry -> sees(guard.caller(), entry))
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    /** Whether a job exists for {@code caller}. */
    public boolean sees(Caller caller, Entry entry) {
        return entry.starter().is(caller) || guard.permits(caller, MONITOR);
    }

    /**
     * Ends a job: at once when no worker has it, else at its next safe point.
     *
     * @return the job, {@code running} until it has stopped
     */
    public Entry cancel(String id) {
        Entry entry = changeable(id);
        for (int tries = 0; tries < 3; tries++) {
            if (table.cancelQueued(entry.id(), clock.instant())) {
                return get(id);
            }
            if (table.askToStop(entry.id())) {
                workers.cancel(entry.id());
                return get(id);
            }
            if (get(id).status().ended()) {
                break;
            }
        }
        throw Problem.of(JobsError.JOB_FINISHED);
    }

    /** Lets a parked or failed job begin anew. */
    public Entry retry(String id) {
        Entry entry = changeable(id);
        if (!table.retry(entry.id(), clock.instant(), workers::wake)) {
            throw Problem.of(JobsError.JOB_NOT_PARKED);
        }
        return get(id);
    }

    /** Forgets a parked or failed job. */
    public void drop(String id) {
        if (!table.drop(changeable(id).id())) {
            throw Problem.of(JobsError.JOB_NOT_PARKED);
        }
    }

    /** What the caller can do with a job now. */
    public Set<String> actions(String id) {
        Entry entry = get(id);
        boolean his = entry.starter().is(guard.caller()) || guard.permits(guard.caller(), ADMIN);
        boolean open = entry.status() == Status.PARKED || entry.status() == Status.FAILED;
        return his && open ? Set.of("retry", "drop") : Set.of();
    }

    private Entry changeable(String id) {
        Entry entry = get(id);
        if (!entry.starter().is(guard.caller())) {
            guard.require(ADMIN);
        }
        return entry;
    }
}
