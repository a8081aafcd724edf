package org.aistack.kernel.catalog.internal.rest;

import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.catalog.Catalog;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/pages}: the pages of the console that the caller may see. */
@Component(service = PagesResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("pages")
@Produces(MediaType.APPLICATION_JSON)
public final class PagesResource {

    private final Catalog catalog;
    private final Guard guard;

    @Activate
    public PagesResource(@Reference Catalog catalog, @Reference Guard guard) {
        this.catalog = catalog;
        this.guard = guard;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "列出当前用户的控制台页面", en = "Lists the console pages of the caller")
    public Listing<PageView> list(@HeaderParam("Accept-Language") String language) {
        var caller = guard.caller();
        return Listing.of(
                PageView.of(catalog.entries(), wanted -> guard.permits(caller, wanted), Language.of(language)));
    }
}
