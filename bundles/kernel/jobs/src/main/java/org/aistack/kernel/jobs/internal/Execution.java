package org.aistack.kernel.jobs.internal;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.jobs.internal.store.Claim;
import org.aistack.kernel.jobs.internal.store.RunTable;
import org.aistack.kernel.observe.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One run of a job: as its caller, and what becomes of it. */
final class Execution {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
    private static final String CAPABILITY = "capability";
    private static final String JOB = "job_id";

    private final RunTable runs;
    private final Rights rights;
    private final JobsSettings settings;
    private final JobsMeters meters;
    private final Clock clock;

    Execution(RunTable runs, Rights rights, JobsSettings settings, JobsMeters meters, Clock clock) {
        this.runs = runs;
        this.rights = rights;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** What is to be written at the end of a run. */
    @FunctionalInterface
    interface Ending {
        /** @return what became of the job, for the metric; empty when it was no longer ours */
        Optional<String> write();
    }

    /** Runs it to its end and returns how to write that down. */
    Ending run(RunningJob job) {
        Claim claim = job.claim();
        MDC.put(JOB, job.id());
        MDC.put(CAPABILITY, claim.kind().split("\\.", 2)[0]);
        if (claim.requestId() != null) {
            MDC.put(Trace.REQUEST_ID, claim.requestId());
        }
        Trace trace = Trace.begin(claim.requestId(), claim.trace());
        MDC.put(Trace.TRACE_ID, trace.traceId());
        MDC.put(Trace.SPAN_ID, trace.spanId());
        try {
            Optional<Caller> caller = rights.now(claim.starter(), job.kind().permission());
            if (caller.isEmpty()) {
                return rights.known(claim.starter()) ? denied(job) : putBack(job);
            }
            String result = rights.guard().runAs(caller.get(), () -> job.kind().run(claim.arguments(), job));
            return end(job, Status.SUCCEEDED, result, null);
        } catch (Throwable e) {
            // whatever it was: an error of one job must not end the worker
            return job.reason() == null ? failed(job, e) : stopped(job);
        } finally {
            MDC.clear();
        }
    }

    private Ending stopped(RunningJob job) {
        return switch (job.reason()) {
            case CANCELLED -> end(job, Status.CANCELLED, null, null);
            case DENIED -> denied(job);
            case STOPPING, GONE, LOST -> putBack(job);
        };
    }

    private Ending denied(RunningJob job) {
        return end(job, Status.FAILED, null, Failure.stored(Problem.of(KernelError.DENIED)));
    }

    private Ending putBack(RunningJob job) {
        Claim claim = job.claim();
        return () -> runs.putBack(claim.id(), claim.fence(), clock.instant())
                ? Optional.of(JobsMeters.PUT_BACK)
                : Optional.empty();
    }

    private Ending failed(RunningJob job, Throwable failure) {
        Claim claim = job.claim();
        if (failure instanceof Problem problem && problem.code().kind() != Kind.UNAVAILABLE) {
            return end(job, Status.FAILED, null, Failure.stored(problem));
        }
        String problem = Failure.stored(failure instanceof Problem known ? known : Problem.of(KernelError.INTERNAL));
        int failures = claim.failures() + 1;
        boolean park = failures >= settings.maxFailures();
        LOG.warn(
                "job {} of kind {} failed, {} in a row, {}",
                job.id(),
                claim.kind(),
                failures,
                park ? "it is parked" : "it is tried again",
                failure);
        if (park) {
            return end(job, Status.PARKED, null, problem);
        }
        var wait = Backoff.after(failures, ThreadLocalRandom.current().nextDouble());
        return () -> runs.again(claim, problem, clock.instant().plus(wait))
                ? Optional.of(JobsMeters.RETRIED)
                : Optional.empty();
    }

    private Ending end(RunningJob job, Status status, String result, String problem) {
        return () -> runs.end(job.claim(), status, result, problem, clock.instant())
                ? Optional.of(status.text())
                : Optional.empty();
    }

    /** A kind is there. */
    void begin(JobKind<?> kind) {
        meters.begin(kind.name());
    }

    void count(RunningJob job, String result) {
        meters.count(job.kind().name(), result);
    }
}
