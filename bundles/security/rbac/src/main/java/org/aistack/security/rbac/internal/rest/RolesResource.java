package org.aistack.security.rbac.internal.rest;

import java.net.URI;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.rbac.internal.NewRole;
import org.aistack.security.rbac.internal.Role;
import org.aistack.security.rbac.internal.RoleBook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/rbac/roles}. */
@Component(service = RolesResource.class)
@JaxrsResource
@Path("roles")
@Produces(MediaType.APPLICATION_JSON)
public final class RolesResource {

    private final RoleBook roles;

    @Activate
    public RolesResource(@Reference RoleBook roles) {
        this.roles = roles;
    }

    @GET
    @Requires("user:read")
    @Summary(zh = "列出角色", en = "Lists the roles")
    public Listing<Role> list(@Context UriInfo uri) {
        return roles.list(ListRequest.of(RoleBook.SPEC, uri.getQueryParameters()));
    }

    @POST
    @Requires("system:admin")
    @Summary(zh = "新建角色", en = "Makes a role", status = 201, answer = Role.class)
    public Response create(NewRole wish) {
        Role role = roles.create(wish);
        return Response.created(URI.create("/api/rbac/roles/" + role.id()))
                .entity(role)
                .build();
    }

    @GET
    @Path("{id}")
    @Requires("user:read")
    @Summary(zh = "查看角色", en = "Shows a role")
    public Role get(@PathParam("id") String id) {
        return roles.get(id);
    }

    @PATCH
    @Path("{id}")
    @Requires("system:admin")
    @Summary(zh = "修改角色", en = "Changes a role")
    public Role change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Patch patch) {
        return roles.change(id, Match.revision(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @Requires("system:admin")
    @Summary(zh = "删除角色", en = "Deletes a role")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        roles.remove(id, Match.revision(ifMatch));
    }
}
