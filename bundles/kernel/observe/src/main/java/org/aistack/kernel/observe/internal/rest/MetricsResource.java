package org.aistack.kernel.observe.internal.rest;

import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.observe.internal.metrics.Registries;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** All metrics for Prometheus. */
@Component(service = MetricsResource.class)
@JaxrsResource
@RestBase(base = "/metrics")
@Path("/")
public final class MetricsResource {

    private final Registries registries;

    @Activate
    public MetricsResource(@Reference Registries registries) {
        this.registries = registries;
    }

    @GET
    @Produces({MediaType.TEXT_PLAIN, "application/openmetrics-text"})
    @Requires("system:monitor")
    @Summary(zh = "以 Prometheus 格式输出全部指标", en = "Shows all metrics in the format of Prometheus")
    public Response metrics(@HeaderParam(HttpHeaders.ACCEPT) String accept) {
        String type = registries.type(accept);
        return Response.ok(registries.text(type), MediaType.valueOf(type)).build();
    }
}
