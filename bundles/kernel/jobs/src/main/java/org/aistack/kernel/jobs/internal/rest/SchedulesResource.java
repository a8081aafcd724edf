package org.aistack.kernel.jobs.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Locale;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.Check;
import org.aistack.kernel.jobs.internal.schedule.ScheduleBook;
import org.aistack.kernel.jobs.internal.store.Timing;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/schedules}: when which job starts by itself. */
@Component(service = SchedulesResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {

    private static final String PLACE = "/api/kernel/schedules/";

    private final ScheduleBook schedules;
    private final ScheduleLists lists;

    @Activate
    public SchedulesResource(@Reference ScheduleBook schedules, @Reference ScheduleLists lists) {
        this.schedules = schedules;
        this.lists = lists;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "列出定时计划", en = "Lists the schedules")
    public Listing<ScheduleView> list(@Context UriInfo uri, @HeaderParam("Accept-Language") String language) {
        return lists.list(uri.getQueryParameters(), Language.of(language));
    }

    @POST
    @Anyone(signedIn = true)
    @Summary(zh = "新建定时计划", en = "Makes a schedule", status = 201, answer = ScheduleView.class)
    public Response create(NewSchedule schedule, @HeaderParam("Accept-Language") String language) {
        ScheduleView view = view(schedules.create(schedule.kind(), schedule.content()), language);
        return Response.created(URI.create(PLACE + view.id())).entity(view).build();
    }

    @GET
    @Path("{id}")
    @Anyone(signedIn = true)
    @Summary(zh = "查看一个定时计划", en = "Shows a schedule")
    public ScheduleView get(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        return view(schedules.get(id), language);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Anyone(signedIn = true)
    @Summary(zh = "修改定时计划", en = "Changes a schedule")
    public ScheduleView change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("Accept-Language") String language,
            Patch patch) {
        ScheduleView now = lists.view(schedules.get(id), Locale.ENGLISH);
        var before = new ScheduleBook.Content(now.arguments(), now.cron(), now.timeZone(), now.paused());
        return view(schedules.change(id, Match.revision(ifMatch), patch::apply, before), language);
    }

    @DELETE
    @Path("{id}")
    @Anyone(signedIn = true)
    @Summary(zh = "删除定时计划", en = "Deletes a schedule")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        schedules.delete(id, Match.revision(ifMatch));
    }

    private ScheduleView view(Timing timing, String language) {
        return lists.view(timing, Language.of(language));
    }

    /** A schedule to make. */
    public record NewSchedule(String kind, JsonNode arguments, String cron, String timeZone, Boolean paused) {
        public NewSchedule {
            Check.that().text("/kind", kind, 1, 120).done();
            new ScheduleBook.Content(arguments, cron, timeZone, false);
        }

        ScheduleBook.Content content() {
            return new ScheduleBook.Content(arguments, cron, timeZone, Boolean.TRUE.equals(paused));
        }
    }
}
