package org.aistack.kernel.jobs.internal.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.jobs.internal.JobBook;
import org.aistack.kernel.jobs.internal.JobKind;
import org.aistack.kernel.jobs.internal.JobsError;
import org.aistack.kernel.jobs.internal.JobsSettings;
import org.aistack.kernel.jobs.internal.Starter;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.aistack.kernel.jobs.internal.store.ScheduleTable;
import org.aistack.kernel.jobs.internal.store.Timing;
import org.aistack.kernel.rest.Match;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The schedules of people; those that code brings can be seen and paused. */
@Component(service = ScheduleBook.class)
public final class ScheduleBook {

    private final ScheduleTable table;
    private final JobBook jobs;
    private final Guard guard;
    private final Ids ids;
    private final Clock clock;
    private final JobsSettings settings;

    @Activate
    public ScheduleBook(
            @Reference JobTables tables,
            @Reference JobBook jobs,
            @Reference Guard guard,
            @Reference Ids ids,
            @Reference Clock clock,
            @Reference JobsSettings settings) {
        this.table = tables.schedules();
        this.jobs = jobs;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * What a client may set of a schedule.
     *
     * @param arguments JSON; null counts as an empty object
     * @param cron five fields
     * @param timeZone IANA name; null for the server's
     */
    public record Content(JsonNode arguments, String cron, String timeZone, boolean paused) {
        public Content {
            When.cron(cron);
            When.zone(timeZone, null);
        }
    }

    /** Makes a schedule of the caller, for a kind that he may start himself. */
    public Timing create(String kindName, Content content) {
        JobKind<?> kind = startable(kindName);
        Instant now = clock.instant();
        ZoneId zone = When.zone(content.timeZone(), settings.zone());
        Cron cron = When.cron(content.cron());
        var timing = new Timing(
                ids.next(),
                1,
                kind.name(),
                kind.arguments(content.arguments()),
                cron.toString(),
                content.timeZone() == null ? "" : content.timeZone(),
                zone.getId(),
                content.paused(),
                null,
                Starter.of(guard.caller()),
                cron.next(now, zone).orElseThrow(),
                null,
                0,
                now,
                now);
        table.insert(timing);
        return get(Id.text(timing.id()));
    }

    /** @throws Problem the same for one that is not there and one of somebody else */
    public Timing get(String id) {
        return table.find(Id.parse(id))
                .filter(timing -> sees(guard.caller(), timing))
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    /** Changes a schedule; its next time is counted from now. */
    public Timing change(String id, long revision, UnaryOperator<Content> edit, Content before) {
        Timing timing = changeable(id);
        Match.check(revision, timing.version());
        Content content = edit.apply(before);
        if (timing.codeKind() != null && !content.equals(paused(before, content.paused()))) {
            throw Problem.of(JobsError.SCHEDULE_OF_CODE);
        }
        Instant now = clock.instant();
        ZoneId zone = When.zone(content.timeZone(), settings.zone());
        Cron cron = When.cron(content.cron());
        boolean same = content.arguments() == null || content.arguments().equals(before.arguments());
        var changed = new Timing(
                timing.id(),
                timing.version(),
                timing.kind(),
                same ? timing.arguments() : startable(timing.kind()).arguments(content.arguments()),
                cron.toString(),
                content.timeZone() == null ? "" : content.timeZone(),
                zone.getId(),
                content.paused(),
                timing.codeKind(),
                timing.starter(),
                cron.next(now, zone).orElseThrow(),
                timing.lastRunAt(),
                timing.lastJob(),
                timing.createdAt(),
                now);
        if (!table.change(changed)) {
            throw Problem.of(KernelError.STALE);
        }
        return get(id);
    }

    /** Deletes a schedule; the jobs it started stay. */
    public void delete(String id, long revision) {
        Timing timing = changeable(id);
        if (timing.codeKind() != null) {
            throw Problem.of(JobsError.SCHEDULE_OF_CODE);
        }
        Match.check(revision, timing.version());
        if (!table.delete(timing.id(), timing.version())) {
            throw Problem.of(KernelError.STALE);
        }
    }

    private static Content paused(Content content, boolean paused) {
        return new Content(content.arguments(), content.cron(), content.timeZone(), paused);
    }

    private JobKind<?> startable(String name) {
        JobKind<?> kind = jobs.kind(name);
        if (kind.permission().isEmpty()) {
            throw Problem.of(KernelError.DENIED);
        }
        guard.require(kind.permission());
        return kind;
    }

    private boolean sees(Caller caller, Timing timing) {
        return timing.starter().is(caller) || guard.permits(caller, JobBook.MONITOR);
    }

    private Timing changeable(String id) {
        Timing timing = get(id);
        if (!timing.starter().is(guard.caller())) {
            guard.require(JobBook.ADMIN);
        }
        return timing;
    }
}
