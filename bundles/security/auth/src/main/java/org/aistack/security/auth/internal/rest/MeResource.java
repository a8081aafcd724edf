package org.aistack.security.auth.internal.rest;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.auth.internal.session.LiveTokens;
import org.aistack.security.auth.internal.token.Claims;
import org.aistack.security.auth.internal.user.Profile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /auth/me}: oneself. */
@Component(service = MeResource.class)
@JaxrsResource
@RestBase(base = "/auth")
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

    private final Profile profile;
    private final LiveTokens live;

    @Activate
    public MeResource(@Reference Profile profile, @Reference LiveTokens live) {
        this.profile = profile;
        this.live = live;
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "查看自己", en = "Shows the caller")
    public Profile.Me me(@HeaderParam("Authorization") String authorization) {
        return profile.me(claims(authorization));
    }

    @PATCH
    @Anyone(signedIn = true)
    @Summary(zh = "修改自己的资料", en = "Changes the profile of the caller")
    public Profile.Me change(
            @HeaderParam("Authorization") String authorization, @HeaderParam("If-Match") String ifMatch, Patch patch) {
        profile.change(Optional.ofNullable(ifMatch).map(Match::revision), patch);
        return profile.me(claims(authorization));
    }

    @POST
    @Path("actions/change-password")
    @Anyone(signedIn = true)
    @Summary(zh = "修改自己的密码", en = "Changes the password of the caller")
    public void changePassword(@Context HttpServletRequest request, PasswordChange change) {
        profile.changePassword(change.currentPassword(), change.newPassword(), request.getRemoteAddr());
    }

    private Optional<Claims> claims(String authorization) {
        int space = authorization == null ? -1 : authorization.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : live.claims(authorization.substring(space + 1).strip());
    }

    /** From one password to another. */
    public record PasswordChange(String currentPassword, String newPassword) {
        public PasswordChange {
            Check.that()
                    .required("/current_password", currentPassword)
                    .required("/new_password", newPassword)
                    .done();
        }
    }
}
