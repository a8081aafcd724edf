package org.aistack.kernel.jobs.internal.rest;

import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.internal.JobKind;
import org.aistack.kernel.jobs.internal.Kinds;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** The kinds of job that are there now. */
@Component(service = KindsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("jobs/kinds")
@Produces(MediaType.APPLICATION_JSON)
public final class KindsResource {

    private final Kinds kinds;
    private final Guard guard;

    @Activate
    public KindsResource(@Reference Kinds kinds, @Reference Guard guard) {
        this.kinds = kinds;
        this.guard = guard;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "列出任务类型", en = "Lists the kinds of jobs")
    public Listing<KindView> list(@HeaderParam("Accept-Language") String language) {
        Locale locale = Language.of(language);
        return Listing.of(kinds.all().stream().map(kind -> view(kind, locale)).toList());
    }

    private KindView view(JobKind<?> kind, Locale locale) {
        String permission = kind.permission().isEmpty() ? null : kind.permission();
        return new KindView(
                kind.name(),
                kind.card().title().in(locale),
                permission,
                permission != null && guard.permits(guard.caller(), permission),
                kind.schedule().map(Job.Schedule::cron).orElse(null));
    }

    /**
     * A kind of job.
     *
     * @param permission null when only its capability starts it
     * @param startable whether the caller may start it here
     * @param cron when it starts by itself; null when it does not
     */
    public record KindView(String kind, String title, String permission, boolean startable, String cron) {}
}
