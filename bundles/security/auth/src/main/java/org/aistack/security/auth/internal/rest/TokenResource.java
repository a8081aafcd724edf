package org.aistack.security.auth.internal.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.session.Clients;
import org.aistack.security.auth.internal.session.SignIn;
import org.aistack.security.auth.internal.session.Tokens;
import org.aistack.security.auth.internal.user.Bootstrap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /auth/token} and {@code /auth/refresh}: from a password or a refresh token to tokens. */
@Component(service = TokenResource.class)
@JaxrsResource
@RestBase(base = "/auth")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {

    private final SignIn signIn;
    private final ObjectMapper json;

    @Activate
    public TokenResource(
            @Reference SignIn signIn,
            @Reference(target = "(name=aistack)") ObjectMapper json,
            @Reference Bootstrap bootstrap) { // nobody signs in before there is somebody
        this.signIn = signIn;
        this.json = json;
    }

    @POST
    @Path("token")
    @Anyone
    @Consumes(MediaType.WILDCARD)
    @Summary(zh = "登录并取得令牌（OAuth 2.0）", en = "Signs in for tokens (OAuth 2.0)", answer = Map.class)
    public Response token(@Context UriInfo uri, @Context HttpServletRequest request, InputStream body) {
        return OAuth.answer(request, () -> {
            OAuth.nothingInQuery(uri);
            FormBody form = FormBody.read(request, body);
            Clients client = Clients.of(form.optional("client_id").orElse(null));
            String scope = form.optional("scope").orElse(null);
            String grant = form.optional("grant_type").orElse(null);
            if (grant == null && form.optional("username").isEmpty()) {
                throw Problem.of(AuthError.INVALID_REQUEST);
            }
            return switch (grant == null ? "password" : grant) {
                case "password" ->
                    tokens(
                            request,
                            client,
                            signIn.password(
                                    form.required("username"),
                                    form.required("password"),
                                    scope,
                                    client,
                                    OAuth.visit(request)));
                case "refresh_token" ->
                    tokens(request, client, signIn.refresh(form.required("refresh_token"), scope, client));
                default -> throw Problem.of(AuthError.UNSUPPORTED_GRANT);
            };
        });
    }

    /** Takes the token from the form, from JSON, or for the console from its cookie. */
    @POST
    @Path("refresh")
    @Anyone
    @Consumes(MediaType.WILDCARD)
    @Summary(zh = "刷新令牌", en = "Renews the tokens", answer = Map.class)
    public Response refresh(@Context UriInfo uri, @Context HttpServletRequest request, InputStream body) {
        return OAuth.answer(request, () -> {
            OAuth.nothingInQuery(uri);
            String type = request.getContentType() == null ? "" : request.getContentType();
            if (type.startsWith(MediaType.APPLICATION_JSON)) {
                Asked asked = asked(body);
                Clients client = Clients.of(asked.clientId());
                return OAuth.tokens(request, signIn.refresh(asked.token(), asked.scope(), client), false);
            }
            FormBody form = FormBody.read(request, body);
            if (form.optional("refresh_token").isEmpty() && RefreshCookie.wanted(request)) {
                String token = RefreshCookie.read(request).orElseThrow(() -> Problem.of(AuthError.INVALID_REFRESH));
                return OAuth.tokens(request, signIn.refresh(token, null, Clients.CONSOLE), true);
            }
            Clients client = Clients.of(form.optional("client_id").orElse(null));
            return OAuth.tokens(
                    request,
                    signIn.refresh(
                            form.required("refresh_token"),
                            form.optional("scope").orElse(null),
                            client),
                    false);
        });
    }

    private static Response tokens(HttpServletRequest request, Clients client, Tokens tokens) {
        return OAuth.tokens(request, tokens, client == Clients.CONSOLE && RefreshCookie.wanted(request));
    }

    private Asked asked(InputStream body) {
        try {
            Asked asked = json.readValue(body.readNBytes(65_536), Asked.class);
            if (asked != null) {
                return asked;
            }
        } catch (IOException e) {
            // answered below: what is wrong with it is of no use to a client
        }
        throw Problem.of(AuthError.INVALID_REQUEST);
    }

    /** A refresh in JSON. */
    public record Asked(String refreshToken, String clientId, String scope, String grantType) {
        String token() {
            if (refreshToken == null || grantType != null && !"refresh_token".equals(grantType)) {
                throw Problem.of(AuthError.INVALID_REQUEST);
            }
            return refreshToken;
        }
    }
}
