package org.aistack.kernel.observe.internal.rest;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.observe.internal.health.Checked;
import org.aistack.kernel.observe.internal.health.Checks;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** All health checks of all capabilities. */
@Component(service = ChecksResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class ChecksResource {

    private static final Set<String> STATUSES = Set.of("OK", "WARN", "TEMPORARILY_UNAVAILABLE", "CRITICAL");

    private final Checks checks;

    @Activate
    public ChecksResource(@Reference Checks checks) {
        this.checks = checks;
    }

    /**
     * What every check says.
     *
     * @param tag only checks with this tag
     * @param status only checks that say this
     */
    @GET
    @Requires("system:monitor")
    @Summary(zh = "查看全部健康检查", en = "Shows all health checks")
    public HealthReport health(@QueryParam("tag") String tag, @QueryParam("status") String status) {
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.of(KernelError.BAD_PARAMETER, "status");
        }
        List<Checked> all = checks.all();
        List<Checked> asked = all.stream()
                .filter(check -> tag == null || check.tags().contains(tag))
                .filter(check -> status == null || check.status().equals(status))
                .toList();
        return new HealthReport(Checks.Overall.of(all).name().toLowerCase(Locale.ROOT), asked, null);
    }
}
