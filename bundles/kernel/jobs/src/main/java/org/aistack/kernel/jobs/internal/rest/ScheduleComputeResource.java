package org.aistack.kernel.jobs.internal.rest;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.jobs.internal.JobsSettings;
import org.aistack.kernel.jobs.internal.schedule.Cron;
import org.aistack.kernel.jobs.internal.schedule.When;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/schedules:compute}: when a schedule would run; no state is touched. */
@Component(service = ScheduleComputeResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("schedules:compute")
@Produces(MediaType.APPLICATION_JSON)
public final class ScheduleComputeResource {

    private static final int USUAL = 5;
    private static final int MOST = 1_000;

    private final JobsSettings settings;
    private final Clock clock;

    @Activate
    public ScheduleComputeResource(@Reference JobsSettings settings, @Reference Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @POST
    @Anyone(signedIn = true)
    @Summary(zh = "试算定时表达式的执行时间", en = "Computes when a schedule would run")
    public Times compute(Question question) {
        Cron cron = When.cron(question.cron());
        ZoneId zone = When.zone(question.timeZone(), settings.zone());
        Instant from = question.from() == null ? clock.instant() : question.from();
        return new Times(cron.toString(), zone.getId(), cron.next(from, zone, question.count()));
    }

    /**
     * A schedule in question.
     *
     * @param timeZone IANA name; null for the server's
     * @param from runs after this moment; null for now
     * @param count how many runs, 1 to 1000; 5 when absent
     */
    public record Question(String cron, String timeZone, Instant from, Integer count) {
        public Question {
            count = count == null ? USUAL : count;
            Check.that().range("/count", count, 1, MOST).done();
            When.cron(cron);
            When.zone(timeZone, null);
        }
    }

    /** The answer. */
    public record Times(String cron, String timeZone, List<Instant> nextRunTimes) {}
}
