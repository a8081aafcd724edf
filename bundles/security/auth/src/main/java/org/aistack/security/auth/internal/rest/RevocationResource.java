package org.aistack.security.auth.internal.rest;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.auth.internal.AuthSettings;
import org.aistack.security.auth.internal.session.Clients;
import org.aistack.security.auth.internal.session.LiveTokens;
import org.aistack.security.auth.internal.session.SessionBook;
import org.aistack.security.auth.internal.token.Claims;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /auth/revoke} (RFC 7009), {@code /auth/introspect} (RFC 7662), {@code /auth/logout}. */
@Component(service = RevocationResource.class)
@JaxrsResource
@RestBase(base = "/auth")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class RevocationResource {

    private final SessionBook sessions;
    private final LiveTokens live;
    private final AuthSettings settings;
    private final Guard guard;

    @Activate
    public RevocationResource(
            @Reference SessionBook sessions,
            @Reference LiveTokens live,
            @Reference AuthSettings settings,
            @Reference Guard guard) {
        this.sessions = sessions;
        this.live = live;
        this.settings = settings;
        this.guard = guard;
    }

    /** Whatever the token was, afterwards it is worth nothing; strangers learn nothing about it. */
    @POST
    @Path("revoke")
    @Anyone
    @Consumes(MediaType.WILDCARD)
    @Summary(zh = "撤销令牌（RFC 7009）", en = "Revokes a token (RFC 7009)")
    public Response revoke(@Context UriInfo uri, @Context HttpServletRequest request, InputStream body) {
        return OAuth.answer(request, () -> {
            OAuth.nothingInQuery(uri);
            FormBody form = FormBody.read(request, body);
            String token = form.required("token");
            Clients client = Clients.of(form.optional("client_id").orElse(null));
            sessions.revoke(token, client);
            live.claims(token)
                    .filter(claims -> claims.client().equals(client.id()))
                    .map(Claims::session)
                    .ifPresent(sessions::end);
            return Response.ok().build();
        });
    }

    @POST
    @Path("introspect")
    @Requires("user:read")
    @Consumes(MediaType.WILDCARD)
    @Summary(zh = "查验令牌（RFC 7662）", en = "Tells about a token (RFC 7662)", answer = Map.class)
    public Response introspect(@Context UriInfo uri, @Context HttpServletRequest request, InputStream body) {
        return OAuth.answer(request, () -> {
            OAuth.nothingInQuery(uri);
            String token = FormBody.read(request, body).required("token");
            Optional<Caller> caller = live.authenticate("bearer", token);
            return Response.ok(caller.isEmpty() ? Map.of("active", false) : about(token, caller.get()))
                    .build();
        });
    }

    private Map<String, Object> about(String token, Caller caller) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("active", true);
        live.claims(token).ifPresent(claims -> {
            about.put("scope", claims.scope());
            about.put("client_id", claims.client());
            about.put("username", caller.name());
            about.put("token_type", "Bearer");
            about.put("exp", claims.expiresAt().getEpochSecond());
            about.put("iat", claims.issuedAt().getEpochSecond());
            about.put("sub", claims.subject());
            about.put("aud", "aistack");
            about.put("iss", settings.issuer());
            about.put("sid", claims.session());
        });
        return about;
    }

    /** Ends the session of the token used. */
    @POST
    @Path("logout")
    @Anyone(signedIn = true)
    @Consumes(MediaType.WILDCARD)
    @Summary(zh = "退出登录", en = "Ends the session of the caller", status = 204)
    public Response logout(@Context HttpServletRequest request) {
        sessions.end(guard.caller().session());
        return Response.noContent()
                .header("Set-Cookie", RefreshCookie.clear(request))
                .build();
    }
}
