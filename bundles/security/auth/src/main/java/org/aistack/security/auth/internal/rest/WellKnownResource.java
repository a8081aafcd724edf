package org.aistack.security.auth.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.aistack.security.auth.internal.AuthSettings;
import org.aistack.security.auth.internal.session.Clients;
import org.aistack.security.auth.internal.token.KeyRing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What clients may know about signing in here: the metadata of RFC 8414 and the public keys of RFC 7517. */
@Component(service = WellKnownResource.class)
@JaxrsResource
@RestBase(base = "/.well-known")
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WellKnownResource {

    private final KeyRing keys;
    private final AuthSettings settings;

    @Activate
    public WellKnownResource(@Reference KeyRing keys, @Reference AuthSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    @GET
    @Path("oauth-authorization-server")
    @Anyone
    @Summary(zh = "授权服务器的元数据（RFC 8414）", en = "Metadata of the authorisation server (RFC 8414)")
    public Map<String, Object> metadata() {
        String issuer = settings.issuer();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("token_endpoint", issuer + "/auth/token");
        metadata.put("revocation_endpoint", issuer + "/auth/revoke");
        metadata.put("introspection_endpoint", issuer + "/auth/introspect");
        metadata.put("jwks_uri", issuer + "/.well-known/jwks.json");
        metadata.put("scopes_supported", List.of("all"));
        metadata.put("response_types_supported", List.of());
        metadata.put("grant_types_supported", Clients.grants(settings.passwordGrant()));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("none"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        return metadata;
    }

    @GET
    @Path("jwks.json")
    @Anyone
    @Summary(zh = "验证令牌用的公钥", en = "Public keys that verify tokens")
    public Map<String, Object> keys() {
        return Map.of("keys", keys.published());
    }
}
