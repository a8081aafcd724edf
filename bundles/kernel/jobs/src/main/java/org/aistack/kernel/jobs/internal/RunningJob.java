package org.aistack.kernel.jobs.internal;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.jobs.Run;
import org.aistack.kernel.jobs.Stopped;
import org.aistack.kernel.jobs.internal.store.Claim;
import org.aistack.kernel.jobs.internal.store.RunTable;

/**
 * A job that runs here. Telling progress and passing a safe point only look at memory, so they cost next to nothing;
 * the signs of life carry them to the row.
 */
final class RunningJob implements Run {

    /** Why a job has to end before its time. */
    enum Reason {
        CANCELLED,
        DENIED,
        /** The server stops. */
        STOPPING,
        /** Its bundle goes. */
        GONE,
        /** Another server may have taken it over. */
        LOST
    }

    private static final int MAX_KEPT = 64_000;
    private static final int MAX_STEP = 200;

    /** How far it is. */
    record Progress(double ratio, Text step) {}

    private final Claim claim;
    private final JobKind<?> kind;
    private final RunTable runs;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Reason reason;
    private volatile Progress progress = new Progress(0, null);
    private volatile Progress told = progress;
    private volatile String kept;
    private volatile long beaten;

    RunningJob(Claim claim, JobKind<?> kind, RunTable runs, long nanos) {
        this.claim = claim;
        this.kind = kind;
        this.runs = runs;
        this.kept = claim.kept();
        this.beaten = nanos;
    }

    @Override
    public String id() {
        return org.aistack.kernel.Id.text(claim.id());
    }

    @Override
    public void progress(double ratio, Text step) {
        double done = Double.isNaN(ratio) ? 0 : Math.max(0, Math.min(1, ratio));
        progress = new Progress(done, step == null ? null : new Text(cut(step.zh()), cut(step.en())));
        check();
    }

    @Override
    public void check() {
        Reason now = reason;
        if (now != null) {
            throw new Stopped(now.name());
        }
    }

    @Override
    public void keep(String state) {
        check();
        if (state == null || state.length() > MAX_KEPT) {
            throw Problem.of(KernelError.TOO_LONG, MAX_KEPT);
        }
        if (state.equals(kept)) {
            return;
        }
        if (!runs.keep(claim.id(), claim.fence(), state)) {
            stop(Reason.LOST);
            check();
        }
        kept = state;
    }

    @Override
    public Optional<String> kept() {
        return Optional.ofNullable(kept);
    }

    Claim claim() {
        return claim;
    }

    JobKind<?> kind() {
        return kind;
    }

    /** Asks it to end at its next safe point; the first reason stays. */
    synchronized void stop(Reason why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** Why it has to end; null while it may go on. */
    Reason reason() {
        return reason;
    }

    /** Tells whoever watches the row that it lives; false when the job is no longer ours. */
    boolean beat(java.time.Instant now, long nanos) {
        Progress current = progress;
        boolean ours = current.equals(told)
                ? runs.beat(claim.id(), claim.fence(), now)
                : runs.beat(claim.id(), claim.fence(), current.ratio(), current.step(), now);
        told = current;
        beaten = nanos;
        return ours;
    }

    /** Whether there is something new to tell. */
    boolean moved() {
        return !progress.equals(told);
    }

    /** Since when nobody heard of it, by the clock that does not jump. */
    long beaten() {
        return beaten;
    }

    void ended() {
        end.countDown();
    }

    boolean awaitEnd(long nanos) {
        try {
            return end.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_STEP ? text : text.substring(0, MAX_STEP);
    }
}
