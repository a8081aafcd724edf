package org.aistack.kernel.observe.internal.rest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.observe.internal.health.Checked;
import org.aistack.kernel.observe.internal.health.Checks;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Is the process alive, and may it be asked? For supervisors and load balancers. */
@Component(service = HealthResource.class)
@JaxrsResource
@RestBase(base = "/health")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

    private static final int UNAVAILABLE = 503;

    private final Checks checks;

    /** Without one the answer is still given, only without reasons. */
    @Reference
    private volatile List<Guard> guards = List.of();

    @Activate
    public HealthResource(@Reference Checks checks) {
        this.checks = checks;
    }

    /** The process can answer; nothing else is looked at. */
    @GET
    @Path("live")
    @Anyone
    @Summary(zh = "服务器是否存活", en = "Whether the server is alive")
    public Map<String, String> live() {
        return Map.of("status", "up");
    }

    /** Whether requests may be sent here; those who may know hear why not. */
    @GET
    @Path("ready")
    @Anyone
    @Summary(zh = "服务器是否就绪", en = "Whether the server is ready", answer = Health.class)
    public Response ready() {
        List<Checked> all = checks.all();
        Checks.Overall overall = Checks.Overall.of(all);
        String status = overall.name().toLowerCase(Locale.ROOT);
        return Response.status(overall == Checks.Overall.DOWN ? UNAVAILABLE : Response.Status.OK.getStatusCode())
                .entity(monitor() ? new Health(status, all) : Map.of("status", status))
                .build();
    }

    private boolean monitor() {
        return guards.stream()
                .findFirst()
                .map(guard -> guard.permits(guard.caller(), "system:monitor"))
                .orElse(false);
    }
}
