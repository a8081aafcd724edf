package org.aistack.kernel.jobs;

import java.time.ZoneId;
import java.util.Optional;
import org.aistack.kernel.Text;

/**
 * A kind of work that takes longer than a request: durable, cancellable, resumable. Registered as a service, one per kind.
 * It runs as the caller who started it, on the threads of the jobs bundle. After a crash, a lost lease or a failure it is
 * called again with the same arguments and what it last kept, so it has the same effect however often it begins.
 *
 * @param <A> argument record; stored as JSON
 */
public interface Job<A extends Record> {

    /**
     * What is said about a kind of job.
     *
     * @param kind stable and unique, {@code <id>.<verb>-<noun>}, for example {@code notes.purge-archived}
     * @param title for people
     * @param permission who may start it by {@code POST /api/kernel/jobs} or a schedule of their own; empty for nobody,
     *     when only its capability starts it
     */
    record Card(String kind, Text title, String permission) {}

    /**
     * When it starts by itself.
     *
     * @param cron five fields as of Unix: minute, hour, day of month, month, day of week
     * @param zone whose wall clock the fields mean; empty for the one of the server's settings. A time that the start of
     *     daylight saving skips runs at its end; one that happens twice runs once, the first time
     */
    record Schedule(String cron, Optional<ZoneId> zone) {

        public static Schedule of(String cron) {
            return new Schedule(cron, Optional.empty());
        }
    }

    Card card();

    Class<A> arguments();

    /**
     * Does it.
     *
     * @return becomes the job's {@code result} as JSON; may be null
     * @throws Exception a {@link org.aistack.kernel.Problem} that is not {@code UNAVAILABLE} fails the job at once;
     *     everything else is tried again with back-off and finally parked
     */
    Object run(A arguments, Run run) throws Exception;

    /** With which arguments and when it starts by itself; empty when it does not. Read once, when it is registered. */
    default Optional<Timed<A>> timed() {
        return Optional.empty();
    }

    /** A schedule with the arguments it starts a job with; the job runs as the system. */
    record Timed<A extends Record>(Schedule schedule, A arguments) {}
}
