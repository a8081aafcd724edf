package org.aistack.kernel.catalog.internal.rest;

import java.lang.management.ManagementFactory;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/info}: what this server is. Nothing about hosts and paths. */
@Component(service = InfoResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("info")
@Produces(MediaType.APPLICATION_JSON)
public final class InfoResource {

    private final BundleContext context;
    private final Catalog catalog;

    @Activate
    public InfoResource(BundleContext context, @Reference Catalog catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "查看产品与版本", en = "Shows product and version")
    public Info get() {
        return new Info(
                "AI Stack",
                property("aistack.version"),
                property("aistack.commit"),
                property("aistack.built"),
                property("aistack.profile"),
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000,
                Runtime.version().toString(),
                catalog.entries().stream().map(InfoResource::installed).toList());
    }

    private static Installed installed(Catalog.Entry entry) {
        return new Installed(entry.plate().id(), entry.module().version(), entry.state());
    }

    private String property(String name) {
        String value = context.getProperty(name);
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * What this server is.
     *
     * @param commit of the sources; null when it was not built from a repository
     * @param builtAt null when unknown
     */
    public record Info(
            String product,
            String version,
            String commit,
            String builtAt,
            String profile,
            long uptimeSeconds,
            String java,
            List<Installed> capabilities) {}

    /** A capability, in short. */
    public record Installed(String id, String version, Catalog.State state) {}
}
