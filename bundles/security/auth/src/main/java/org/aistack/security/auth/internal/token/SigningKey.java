package org.aistack.security.auth.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Pattern;

/**
 * A key and the one algorithm it is good for.
 *
 * @param jwk with its private part
 * @param algorithm the only one tokens with this key's id may name
 */
record SigningKey(JWK jwk, JWSAlgorithm algorithm, JWSSigner signer, JWSVerifier verifier) {

    static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int RSA_BITS = 2_048;
    private static final int SECRET_BITS = 256;

    /** A new key for {@code ES256}, {@code RS256} or {@code HS256}. */
    static SigningKey generate(String algorithm, Instant now) {
        byte[] id = new byte[12];
        new SecureRandom().nextBytes(id);
        String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Date issued = Date.from(now);
        try {
            return of(
                    switch (algorithm) {
                        case "ES256" ->
                            new ECKeyGenerator(Curve.P_256)
                                    .keyID(kid)
                                    .algorithm(JWSAlgorithm.ES256)
                                    .issueTime(issued)
                                    .generate();
                        case "RS256" ->
                            new RSAKeyGenerator(RSA_BITS)
                                    .keyID(kid)
                                    .algorithm(JWSAlgorithm.RS256)
                                    .issueTime(issued)
                                    .generate();
                        case "HS256" ->
                            new OctetSequenceKeyGenerator(SECRET_BITS)
                                    .keyID(kid)
                                    .algorithm(JWSAlgorithm.HS256)
                                    .issueTime(issued)
                                    .generate();
                        default -> throw new IllegalArgumentException("algorithm " + algorithm + " is not supported");
                    });
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key could not be made", e);
        }
    }

    /** A key as it was stored; refused when it is too weak or does not say what it is for. */
    static SigningKey of(JWK jwk) {
        if (jwk.getKeyID() == null || !KID.matcher(jwk.getKeyID()).matches() || !jwk.isPrivate()) {
            throw new IllegalArgumentException("a signing key needs an id and its private part");
        }
        try {
            if (jwk instanceof ECKey key && JWSAlgorithm.ES256.equals(key.getAlgorithm())) {
                return new SigningKey(
                        jwk, JWSAlgorithm.ES256, new ECDSASigner(key), new ECDSAVerifier(key.toECPublicKey()));
            }
            if (jwk instanceof RSAKey key && JWSAlgorithm.RS256.equals(key.getAlgorithm()) && key.size() >= RSA_BITS) {
                return new SigningKey(jwk, JWSAlgorithm.RS256, new RSASSASigner(key), new RSASSAVerifier(key));
            }
            if (jwk instanceof OctetSequenceKey key
                    && JWSAlgorithm.HS256.equals(key.getAlgorithm())
                    && key.size() >= SECRET_BITS) {
                return new SigningKey(jwk, JWSAlgorithm.HS256, new MACSigner(key), new MACVerifier(key));
            }
        } catch (JOSEException e) {
            throw new IllegalArgumentException("signing key " + jwk.getKeyID() + " cannot be used", e);
        }
        throw new IllegalArgumentException("signing key " + jwk.getKeyID() + " is too short or of no known algorithm");
    }

    String kid() {
        return jwk.getKeyID();
    }

    Instant since() {
        Date issued = jwk.getIssueTime();
        return issued == null ? Instant.EPOCH : issued.toInstant();
    }
}
