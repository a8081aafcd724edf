package org.aistack.security.auth.internal.rest;

import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.auth.internal.session.Lockouts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/auth/lockouts}: who is slowed down. */
@Component(service = LockoutsResource.class)
@JaxrsResource
@Path("lockouts")
@Produces(MediaType.APPLICATION_JSON)
public final class LockoutsResource {

    private final Lockouts lockouts;

    @Activate
    public LockoutsResource(@Reference Lockouts lockouts) {
        this.lockouts = lockouts;
    }

    @GET
    @Requires("user:update")
    @Summary(zh = "列出登录锁定", en = "Lists the lockouts")
    public Listing<Lockouts.Lockout> list() {
        return Listing.of(lockouts.list());
    }

    @DELETE
    @Path("{id}")
    @Requires("user:update")
    @Summary(zh = "解除登录锁定", en = "Lifts a lockout")
    public void lift(@PathParam("id") String id) {
        lockouts.lift(id);
    }
}
