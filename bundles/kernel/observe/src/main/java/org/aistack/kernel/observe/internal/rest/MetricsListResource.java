package org.aistack.kernel.observe.internal.rest;

import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.observe.internal.metrics.Registries;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What is measured, for people who write rules and boards. */
@Component(service = MetricsListResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("metrics")
@Produces(MediaType.APPLICATION_JSON)
public final class MetricsListResource {

    private final Registries registries;

    @Activate
    public MetricsListResource(@Reference Registries registries) {
        this.registries = registries;
    }

    /** All metrics by name, without their values. */
    @GET
    @Requires("system:monitor")
    @Summary(zh = "列出指标及其含义", en = "Lists the metrics and what they mean")
    public Listing<MetricView> metrics() {
        List<MetricView> all =
                registries.descriptions().values().stream().map(MetricView::of).toList();
        return new Listing<>(all, null, null);
    }
}
