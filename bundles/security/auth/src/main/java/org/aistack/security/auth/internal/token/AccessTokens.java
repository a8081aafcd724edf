package org.aistack.security.auth.internal.token;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.security.auth.internal.AuthSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes access tokens (RFC 9068) and checks them, cheap questions first and nothing believed before the signature. */
@Component(service = AccessTokens.class)
public final class AccessTokens {

    private static final String AUDIENCE = "aistack";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int MAX_LENGTH = 8_192;
    private static final long LEEWAY = 30;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]+");

    /** All a header of ours has; any other member, harmless or not, is a reason to refuse. */
    private static final Set<String> HEADER = Set.of("typ", "alg", "kid");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final KeyRing keys;
    private final AuthSettings settings;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public AccessTokens(
            @Reference KeyRing keys, @Reference AuthSettings settings, @Reference Ids ids, @Reference Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** A signed token that says this. */
    public String issue(Claims claims) {
        SigningKey key = keys.signing();
        JWSHeader header = new JWSHeader.Builder(key.algorithm())
                .type(TYPE)
                .keyID(key.kid())
                .build();
        JWTClaimsSet content = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .subject(claims.subject())
                .audience(AUDIENCE)
                .issueTime(Date.from(claims.issuedAt()))
                .expirationTime(Date.from(claims.expiresAt()))
                .jwtID(Id.text(ids.next()))
                .claim("client_id", claims.client())
                .claim("sid", claims.session())
                .claim("scope", claims.scope())
                .claim("roles", claims.roles())
                .claim("pv", claims.permissions())
                .build();
        SignedJWT token = new SignedJWT(header, content);
        try {
            token.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("the token could not be signed", e);
        }
        return token.serialize();
    }

    /** What a token says, if it is ours and its time is now; whether its session still lives is asked elsewhere. */
    public Optional<Claims> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        return header(parts[0]).filter(key -> signed(key, parts)).flatMap(key -> content(parts[1]));
    }

    private Optional<SigningKey> header(String part) {
        return object(part).flatMap(header -> {
            for (var names = header.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!HEADER.contains(name) || !header.get(name).isTextual()) {
                    return Optional.empty();
                }
            }
            String kid = header.path("kid").asText("");
            return SigningKey.KID.matcher(kid).matches()
                            && TYPE.getType().equals(header.path("typ").asText(""))
                    ? keys.find(kid).filter(key -> key.algorithm()
                            .getName()
                            .equals(header.path("alg").asText("")))
                    : Optional.empty();
        });
    }

    private static boolean signed(SigningKey key, String[] parts) {
        if (decode(parts[2]).isEmpty()) {
            return false;
        }
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        try {
            return key.verifier().verify(new JWSHeader(key.algorithm()), input, new Base64URL(parts[2]));
        } catch (JOSEException | RuntimeException e) {
            // a signature that is not even one
            return false;
        }
    }

    private Optional<Claims> content(String part) {
        return object(part).filter(this::current).map(claims -> {
            List<String> roles = new ArrayList<>();
            claims.path("roles").forEach(role -> roles.add(role.asText()));
            return new Claims(
                    claims.path("sub").asText(""),
                    claims.path("sid").asText(""),
                    claims.path("client_id").asText(""),
                    claims.path("scope").asText(""),
                    roles,
                    claims.path("pv").asLong(),
                    moment(claims, "iat"),
                    moment(claims, "exp"));
        });
    }

    private boolean current(JsonNode claims) {
        long now = clock.instant().getEpochSecond();
        return settings.issuer().equals(claims.path("iss").textValue())
                && AUDIENCE.equals(claims.path("aud").textValue())
                && integer(claims, "exp")
                && claims.get("exp").longValue() > now - LEEWAY
                && integer(claims, "iat")
                && claims.get("iat").longValue() <= now + LEEWAY
                && (!claims.has("nbf")
                        || integer(claims, "nbf") && claims.get("nbf").longValue() <= now + LEEWAY);
    }

    private static boolean integer(JsonNode claims, String name) {
        return claims.path(name).isIntegralNumber() && claims.get(name).canConvertToLong();
    }

    private static Instant moment(JsonNode claims, String name) {
        return Instant.ofEpochSecond(Math.min(claims.get(name).longValue(), 253_402_300_799L));
    }

    private static Optional<JsonNode> object(String part) {
        return decode(part).flatMap(bytes -> {
            try {
                JsonNode node = JSON.readTree(bytes);
                return Optional.ofNullable(node).filter(JsonNode::isObject);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Base64url without padding in its one canonical spelling. */
    private static Optional<byte[]> decode(String part) {
        if (!PART.matcher(part).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return Optional.of(bytes).filter(b -> again.equals(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
