package org.aistack.security.auth.internal.rest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;
import org.aistack.security.auth.internal.session.Tokens;
import org.aistack.security.auth.internal.session.Visit;

/** Answers in the form of RFC 6749, which has its own idea of an error. */
final class OAuth {

    private OAuth() {}

    /** Runs a grant; its "no" becomes an OAuth error. */
    static Response answer(HttpServletRequest request, Supplier<Response> grant) {
        try {
            return grant.get();
        } catch (Problem problem) {
            if (problem.code() instanceof AuthError error && error.oauth() != null) {
                return error(request, error, problem);
            }
            throw problem;
        }
    }

    /** @param cookie whether the refresh token goes into the console's cookie instead of the answer */
    static Response tokens(HttpServletRequest request, Tokens tokens, boolean cookie) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", tokens.accessToken());
        body.put("token_type", "Bearer");
        body.put("expires_in", tokens.expiresIn().toSeconds());
        if (!cookie) {
            body.put("refresh_token", tokens.refreshToken());
        }
        body.put("refresh_expires_in", tokens.refreshExpiresIn().toSeconds());
        body.put("scope", tokens.scope());
        if (tokens.mustChangePassword()) {
            body.put("must_change_password", true);
        }
        Response.ResponseBuilder answer = plain(Response.ok(body));
        if (cookie) {
            answer.header(
                    HttpHeaders.SET_COOKIE,
                    RefreshCookie.set(
                            request,
                            tokens.refreshToken(),
                            tokens.refreshExpiresIn().toSeconds()));
        }
        return answer.build();
    }

    private static Response error(HttpServletRequest request, AuthError error, Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error.oauth());
        body.put("error_description", problem.detail(language(request)));
        Response.ResponseBuilder answer =
                plain(Response.status(status(error.kind())).entity(body));
        if (error == AuthError.INVALID_CLIENT) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"aistack\"");
        }
        problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        return answer.build();
    }

    private static Response.ResponseBuilder plain(Response.ResponseBuilder answer) {
        return answer.type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache");
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case UNAUTHENTICATED -> 401;
            case THROTTLED -> 429;
            case UNAVAILABLE -> 503;
            default -> 400;
        };
    }

    /** Parameters of these endpoints stand in the body, where no log sees them. */
    static void nothingInQuery(UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw Problem.of(AuthError.INVALID_REQUEST);
        }
    }

    static Visit visit(HttpServletRequest request) {
        return new Visit(request.getHeader(HttpHeaders.USER_AGENT), request.getRemoteAddr());
    }

    private static Locale language(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        for (var wanted = request.getLocales(); wanted.hasMoreElements(); ) {
            String language = wanted.nextElement().getLanguage();
            if ("zh".equals(language) || "en".equals(language)) {
                return Locale.forLanguageTag(language);
            }
        }
        return Locale.SIMPLIFIED_CHINESE;
    }
}
