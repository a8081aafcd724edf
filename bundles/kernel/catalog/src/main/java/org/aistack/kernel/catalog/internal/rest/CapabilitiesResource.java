package org.aistack.kernel.catalog.internal.rest;

import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.catalog.Catalog.Action;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
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

    @Activate
    public CapabilitiesResource(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @GET
    @Requires("system:monitor")
    public Listing<CapabilityView> list(@HeaderParam("Accept-Language") String language) {
        var locale = Language.of(language);
        return Listing.of(catalog.entries().stream()
                .map(entry -> CapabilityView.of(entry, locale))
                .toList());
    }

    @GET
    @Path("{id}")
    @Requires("system:monitor")
    public CapabilityView get(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        return catalog.entries().stream()
                .filter(entry -> entry.plate().id().equals(id))
                .findFirst()
                .map(entry -> CapabilityView.of(entry, Language.of(language)))
                .orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
    }

    @POST
    @Path("{id}/actions/start")
    @Requires("system:admin")
    public CapabilityView start(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        catalog.act(id, Action.START);
        return get(id, language);
    }

    @POST
    @Path("{id}/actions/stop")
    @Requires("system:admin")
    public CapabilityView stop(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        catalog.act(id, Action.STOP);
        return get(id, language);
    }

    /** Reads the bundle again from where it came from. */
    @POST
    @Path("{id}/actions/update")
    @Requires("system:admin")
    public CapabilityView update(@PathParam("id") String id, @HeaderParam("Accept-Language") String language) {
        catalog.act(id, Action.UPDATE);
        return get(id, language);
    }
}
