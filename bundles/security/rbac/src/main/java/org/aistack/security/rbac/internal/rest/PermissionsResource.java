package org.aistack.security.rbac.internal.rest;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.rbac.internal.Explanations;
import org.aistack.security.rbac.internal.Explanations.KnownPermission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/rbac/permissions}: all there are right now. */
@Component(service = PermissionsResource.class)
@JaxrsResource
@Path("permissions")
@Produces(MediaType.APPLICATION_JSON)
public final class PermissionsResource {

    private final Explanations explanations;

    @Activate
    public PermissionsResource(@Reference Explanations explanations) {
        this.explanations = explanations;
    }

    @GET
    @Requires("user:read")
    @Summary(zh = "列出全部权限", en = "Lists all permissions")
    public Listing<KnownPermission> list() {
        return Listing.of(explanations.known());
    }
}
