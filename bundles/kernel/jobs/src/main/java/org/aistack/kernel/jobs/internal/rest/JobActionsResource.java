package org.aistack.kernel.jobs.internal.rest;

import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.jobs.internal.JobBook;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What a person does with a job that was given up. */
@Component(service = JobActionsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("jobs/{id}/actions")
@Produces(MediaType.APPLICATION_JSON)
public final class JobActionsResource {

    private final JobBook jobs;
    private final JobViews views;

    @Activate
    public JobActionsResource(@Reference JobBook jobs, @Reference JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "列出此刻可对任务执行的操作", en = "Lists what can be done to a job now")
    public Actions actions(@PathParam("id") String id) {
        return new Actions(jobs.actions(id).stream().sorted().toList());
    }

    /** Lets it begin anew, with what it kept. */
    @POST
    @Path("retry")
    @Anyone(signedIn = true)
    @Summary(zh = "重试搁置的任务", en = "Tries a parked job again")
    public JobView retry(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        return views.of(jobs.retry(id), Language.of(language));
    }

    /** Forgets it. */
    @POST
    @Path("drop")
    @Anyone(signedIn = true)
    @Summary(zh = "放弃搁置的任务", en = "Drops a parked job")
    public void drop(@PathParam("id") String id) {
        jobs.drop(id);
    }

    /** What can be done now. */
    public record Actions(List<String> items) {}
}
