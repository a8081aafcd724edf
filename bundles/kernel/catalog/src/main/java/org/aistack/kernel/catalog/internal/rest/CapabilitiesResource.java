package org.aistack.kernel.catalog.internal.rest;

import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.internal.deploy.state.Ledger;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/capabilities}. */
@Component(service = CapabilitiesResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("capabilities")
@Produces(MediaType.APPLICATION_JSON)
public final class CapabilitiesResource {

    private final Catalog catalog;
    private final Ledger ledger;

    @Activate
    public CapabilitiesResource(@Reference Catalog catalog, @Reference Ledger ledger) {
        this.catalog = catalog;
        this.ledger = ledger;
    }

    @GET
    @Requires("system:monitor")
    @Summary(zh = "列出各功能及其状态", en = "Lists the capabilities and how they are")
    public Listing<CapabilityView> list(@HeaderParam("Accept-Language") String language) {
        var locale = Language.of(language);
        return Listing.of(
                catalog.entries().stream().map(entry -> view(entry, locale)).toList());
    }

    @GET
    @Path("{id}")
    @Requires("system:monitor")
    @Summary(zh = "查看一个功能", en = "Shows a capability")
    public CapabilityView get(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        return view(entry(id), Language.of(language));
    }

    private Catalog.Entry entry(String id) {
        return catalog.entries().stream()
                .filter(entry -> entry.plate().id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    private CapabilityView view(Catalog.Entry entry, Locale locale) {
        return CapabilityView.of(entry, ledger.newest(entry.module().symbolicName()), locale);
    }
}
