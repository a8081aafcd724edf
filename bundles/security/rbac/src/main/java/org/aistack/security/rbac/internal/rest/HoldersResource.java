package org.aistack.security.rbac.internal.rest;

import java.util.List;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.rbac.internal.Explanations;
import org.aistack.security.rbac.internal.HolderBook;
import org.aistack.security.rbac.internal.UserRoles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/rbac/users/{id}}: what a user holds and may. */
@Component(service = HoldersResource.class)
@JaxrsResource
@Path("users/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class HoldersResource {

    private static final int MAX_ROLES = 50;

    private final HolderBook holders;
    private final Explanations explanations;

    @Activate
    public HoldersResource(@Reference HolderBook holders, @Reference Explanations explanations) {
        this.holders = holders;
        this.explanations = explanations;
    }

    @GET
    @Path("roles")
    @Requires("user:read")
    @Summary(zh = "查看用户的角色", en = "Shows the roles of a user")
    public UserRoles roles(@PathParam("id") String id) {
        return holders.get(id);
    }

    @PUT
    @Path("roles")
    @Requires("system:admin")
    @Summary(zh = "设定用户的角色", en = "Sets the roles of a user")
    public UserRoles assign(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Choice choice) {
        return holders.change(id, Match.revision(ifMatch), choice.roles());
    }

    @GET
    @Path("permissions")
    @Requires("user:read")
    @Summary(zh = "查看用户的权限", en = "Shows the permissions of a user")
    public Explanations.Rights permissions(
            @PathParam("id") String id, @QueryParam("explain") @DefaultValue("false") boolean explain) {
        return explanations.rights(holders.get(id).roles(), explain);
    }

    /** The roles a user shall have. */
    public record Choice(List<String> roles) {
        public Choice {
            Check check = Check.that().required("/roles", roles).items("/roles", roles, MAX_ROLES);
            for (int i = 0; roles != null && i < roles.size(); i++) {
                check.required("/roles/" + i, roles.get(i));
            }
            check.done();
            roles = roles.stream().distinct().toList();
        }
    }
}
