package org.aistack.kernel.jobs.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.Check;
import org.aistack.kernel.Id;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.jobs.Jobs;
import org.aistack.kernel.jobs.internal.JobBook;
import org.aistack.kernel.jobs.internal.JobKind;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/jobs}. A job of somebody else does not exist for the caller, unless he watches the server. */
@Component(service = JobsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {

    private final JobBook jobs;
    private final JobLists lists;
    private final JobViews views;

    @Activate
    public JobsResource(@Reference JobBook jobs, @Reference JobLists lists, @Reference JobViews views) {
        this.jobs = jobs;
        this.lists = lists;
        this.views = views;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "列出任务", en = "Lists the jobs")
    public Listing<JobView> list(@Context UriInfo uri, @HeaderParam("Accept-Language") String language) {
        return lists.list(uri.getQueryParameters(), Language.of(language));
    }

    /** Starts one; for kinds that people may start. */
    @POST
    @Anyone(signedIn = true)
    @Summary(zh = "启动一个任务", en = "Starts a job", status = 202, answer = JobView.class)
    public Response start(NewJob job, @HeaderParam("Accept-Language") String language) {
        JobKind<?> kind = jobs.kind(job.kind());
        if (kind.permission().isEmpty()) {
            throw Problem.of(KernelError.DENIED);
        }
        Entry started = jobs.start(kind, kind.arguments(job.arguments()));
        return Response.accepted(views.of(started, Language.of(language)))
                .location(URI.create(Jobs.location(Id.text(started.id()))))
                .build();
    }

    /** A job to start. */
    public record NewJob(String kind, JsonNode arguments) {
        public NewJob {
            Check.that().text("/kind", kind, 1, 120).done();
        }
    }
}
