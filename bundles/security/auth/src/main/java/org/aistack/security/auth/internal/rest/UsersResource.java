package org.aistack.security.auth.internal.rest;

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
import org.aistack.security.auth.internal.user.NewUser;
import org.aistack.security.auth.internal.user.UserActions;
import org.aistack.security.auth.internal.user.UserBook;
import org.aistack.security.auth.internal.user.UserCard;
import org.aistack.security.auth.internal.user.UserList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/auth/users}. */
@Component(service = UsersResource.class)
@JaxrsResource
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {

    private final UserList list;
    private final UserBook users;
    private final UserActions actions;

    @Activate
    public UsersResource(@Reference UserList list, @Reference UserBook users, @Reference UserActions actions) {
        this.list = list;
        this.users = users;
        this.actions = actions;
    }

    @GET
    @Requires("user:read")
    @Summary(zh = "列出用户", en = "Lists the users")
    public Listing<UserCard> list(@Context UriInfo uri) {
        return list.list(ListRequest.of(UserList.SPEC, uri.getQueryParameters()));
    }

    @POST
    @Requires("user:create")
    @Summary(zh = "新建用户", en = "Makes a user", status = 201, answer = UserCard.class)
    public Response create(NewUser wish) {
        UserCard user = users.create(wish);
        return Response.created(URI.create("/api/auth/users/" + user.id()))
                .entity(user)
                .build();
    }

    @GET
    @Path("{id}")
    @Requires("user:read")
    @Summary(zh = "查看用户", en = "Shows a user")
    public UserCard get(@PathParam("id") String id) {
        return users.get(id);
    }

    @PATCH
    @Path("{id}")
    @Requires("user:update")
    @Summary(zh = "修改用户", en = "Changes a user")
    public UserCard change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, Patch patch) {
        actions.mustMatchRank(id);
        return users.change(id, Match.revision(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @Requires("user:delete")
    @Summary(zh = "删除用户", en = "Deletes a user")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        actions.remove(id, Match.revision(ifMatch));
    }
}
