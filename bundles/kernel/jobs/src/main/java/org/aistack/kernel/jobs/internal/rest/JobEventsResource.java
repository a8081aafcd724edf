package org.aistack.kernel.jobs.internal.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.sse.Sse;
import javax.ws.rs.sse.SseEventSink;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Authenticator;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.jobs.internal.JobBook;
import org.aistack.kernel.jobs.internal.Watch;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** A job as server-sent events: how far it is, and how it ended. */
@Component(service = JobEventsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("jobs/{id}/events")
public final class JobEventsResource {

    private static final int CONNECTIONS = 1_000;

    private final JobBook jobs;
    private final JobViews views;
    private final Watch watch;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Authenticator> authenticators = List.of();

    @Activate
    public JobEventsResource(@Reference JobBook jobs, @Reference JobViews views, @Reference Watch watch) {
        this.jobs = jobs;
        this.views = views;
        this.watch = watch;
    }

    /**
     * Follows a job to its end.
     *
     * @param last id of the last event the client saw; what changed after it is shown
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Anyone(signedIn = true)
    @Summary(zh = "跟踪任务的进度", en = "Follows the progress of a job")
    public void follow(
            @PathParam("id") String id,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServletResponse response,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String last,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        Entry entry = jobs.get(id);
        if (watch.watchers() >= CONNECTIONS) {
            throw Problem.of(KernelError.UNAVAILABLE);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // a proxy in front must pass on what comes, not wait for more
        response.setHeader("X-Accel-Buffering", "no");
        Locale locale = Language.of(language);
        watch.add(new SseWatcher(
                sink,
                sse,
                entry.id(),
                position(last),
                job -> views.json(job, locale),
                () -> admitted(authorization, entry)));
    }

    /** Whether whoever follows may still see the job; yes while nobody can tell. */
    private boolean admitted(String authorization, Entry entry) {
        List<Authenticator> asked = authenticators;
        int space = authorization == null ? -1 : authorization.indexOf(' ');
        if (space < 0 || asked.isEmpty()) {
            return true;
        }
        String scheme = authorization.substring(0, space).toLowerCase(Locale.ROOT);
        String credential = authorization.substring(space + 1).strip();
        Optional<Caller> caller = asked.stream()
                .flatMap(authenticator -> authenticator.authenticate(scheme, credential).stream())
                .findFirst();
        return caller.filter(known -> jobs.sees(known, entry)).isPresent();
    }

    /** An id that is not ours counts as none. */
    private static long position(String last) {
        try {
            return last == null ? 0 : Long.parseLong(last.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
