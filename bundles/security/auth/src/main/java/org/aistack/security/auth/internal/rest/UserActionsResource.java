package org.aistack.security.auth.internal.rest;

import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.auth.internal.session.Lockouts;
import org.aistack.security.auth.internal.user.UserActions;
import org.aistack.security.auth.internal.user.UserBook;
import org.aistack.security.auth.internal.user.UserCard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/auth/users/{id}/actions/…}: each answers with the user as it is then. */
@Component(service = UserActionsResource.class)
@JaxrsResource
@Path("users/{id}/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public final class UserActionsResource {

    private static final String UPDATE = "user:update";

    private final UserActions actions;
    private final UserBook users;
    private final Lockouts lockouts;

    @Activate
    public UserActionsResource(
            @Reference UserActions actions, @Reference UserBook users, @Reference Lockouts lockouts) {
        this.actions = actions;
        this.users = users;
        this.lockouts = lockouts;
    }

    @GET
    @Requires(UPDATE)
    @Summary(zh = "列出此刻可对用户执行的操作", en = "Lists what can be done to a user now")
    public Possible possible(@PathParam("id") String id) {
        return new Possible(actions.possible(id));
    }

    @POST
    @Path("disable")
    @Requires(UPDATE)
    @Summary(zh = "停用用户", en = "Disables a user")
    public UserCard disable(@PathParam("id") String id) {
        actions.disable(id);
        return users.get(id);
    }

    @POST
    @Path("enable")
    @Requires(UPDATE)
    @Summary(zh = "启用用户", en = "Enables a user")
    public UserCard enable(@PathParam("id") String id) {
        actions.enable(id);
        return users.get(id);
    }

    @POST
    @Path("unlock")
    @Requires(UPDATE)
    @Summary(zh = "解除用户的锁定", en = "Unlocks a user")
    public UserCard unlock(@PathParam("id") String id) {
        lockouts.cleared(actions.canonical(id));
        return users.get(id);
    }

    @POST
    @Path("end-sessions")
    @Requires(UPDATE)
    @Summary(zh = "结束用户的全部会话", en = "Ends all sessions of a user")
    public UserCard endSessions(@PathParam("id") String id) {
        actions.endSessions(id);
        return users.get(id);
    }

    @POST
    @Path("reset-password")
    @Requires(UPDATE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Summary(zh = "重置用户的密码", en = "Resets the password of a user")
    public UserCard resetPassword(@PathParam("id") String id, NewPassword next) {
        actions.resetPassword(id, next.password(), next.mustChangePassword());
        return users.get(id);
    }

    /** What can be done now. */
    public record Possible(List<String> items) {}

    /**
     * Another password.
     *
     * @param mustChangePassword true when absent
     */
    public record NewPassword(String password, Boolean mustChangePassword) {
        public NewPassword {
            Check.that().required("/password", password).done();
            mustChangePassword = mustChangePassword == null || mustChangePassword;
        }
    }
}
