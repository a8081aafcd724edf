package org.aistack.kernel.observe.internal.health;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one health check: not more often than once a second, never twice at once, and without waiting for ever. */
final class Probe {

    static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    private final HealthCheck check;
    private final String name;
    private final String title;
    private final List<String> tags;
    private final Clock clock;
    private final LongSupplier nanos;
    private CompletableFuture<Checked> running;
    private Checked last;
    private long finished;

    Probe(HealthCheck check, Card card, Clock clock, LongSupplier nanos) {
        this.check = check;
        this.name = card.name();
        this.title = card.title();
        this.tags = card.tags();
        this.clock = clock;
        this.nanos = nanos;
    }

    /** What the service's properties say about a check. */
    record Card(String name, String title, List<String> tags) {}

    String name() {
        return name;
    }

    /** Begins to ask, unless the last answer is fresh or somebody is asking already. */
    synchronized CompletableFuture<Checked> ask(Executor executor) {
        if (running != null) {
            return running;
        }
        if (last != null && nanos.getAsLong() - finished < FRESH) {
            return CompletableFuture.completedFuture(last);
        }
        var asked = new CompletableFuture<Checked>();
        running = asked;
        try {
            executor.execute(() -> asked.complete(execute()));
        } catch (RejectedExecutionException e) {
            running = null;
            asked.complete(judge(Checked.CRITICAL, "the server stops", 0));
        }
        return asked;
    }

    /** What is known of a check that has not answered in time. */
    synchronized Checked late(long milliseconds) {
        return judge(Checked.CRITICAL, "no answer within " + milliseconds + " ms", milliseconds);
    }

    private Checked execute() {
        long start = nanos.getAsLong();
        String status;
        String detail;
        try {
            Result result = check.execute();
            status = status(result.getStatus());
            detail = detail(result);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the health check {} failed", name, e);
            status = Checked.CRITICAL;
            detail = e.toString();
        }
        return answered(status, detail, TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - start));
    }

    private synchronized Checked answered(String status, String detail, long milliseconds) {
        running = null;
        finished = nanos.getAsLong();
        return judge(status, detail, milliseconds);
    }

    private Checked judge(String status, String detail, long milliseconds) {
        boolean same = last != null && last.status().equals(status);
        Instant since = same ? last.since() : clock.instant();
        last = new Checked(name, title, status, since, detail, milliseconds, tags);
        return last;
    }

    private static String status(Result.Status status) {
        return status == Result.Status.HEALTH_CHECK_ERROR ? Checked.CRITICAL : status.name();
    }

    private static String detail(Result result) {
        return StreamSupport.stream(result.spliterator(), false)
                .filter(entry -> !entry.isDebug())
                .map(ResultLog.Entry::getMessage)
                .collect(Collectors.joining("; "));
    }
}
