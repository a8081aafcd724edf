package org.aistack.security.auth.internal.token;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.testkit.TestClock;
import org.aistack.kernel.testkit.TestIds;
import org.aistack.security.auth.internal.AuthSettings;
import org.aistack.security.auth.internal.TestSettings;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class AccessTokensTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final AuthSettings settings = TestSettings.with(Map.of("issuer", "https://stack.example"));
    private KeyRing keys;
    private AccessTokens tokens;
    private String good;
    private String header;
    private String content;

    @Before
    public void issue() {
        keys = new KeyRing(folder.getRoot().toPath().resolve("keys"), settings, clock);
        tokens = new AccessTokens(keys, settings, new TestIds(), clock);
        good = tokens.issue(claims());
        header = text(good.split("\\.")[0]);
        content = text(good.split("\\.")[1]);
    }

    private Claims claims() {
        Instant now = clock.instant();
        return new Claims(
                "0000000000001", "0000000000002", "console", "all", List.of("user"), 7, now, now.plusSeconds(1_800));
    }

    @Test
    public void ourOwnTokenPassesAndSaysWhatItShould() {
        assertEquals(claims(), tokens.verify(good).orElseThrow());
        assertTrue(header.contains("\"typ\":\"at+jwt\""));
        assertTrue(header.contains("\"alg\":\"ES256\""));
        for (String name :
                List.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "sid", "scope", "roles", "pv")) {
            assertTrue(name, content.contains("\"" + name + "\":"));
        }
    }

    @Test
    public void noneInAnySpellingIsRefused() {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String forged = part(header.replace("ES256", none)) + "." + part(content) + ".";
            refused(forged);
            refused(forged + part("x"));
            refused(part("{\"alg\":\"" + none + "\"}") + "." + part(content) + ".");
        }
    }

    @Test
    public void thePublicKeyIsNoSecret() throws Exception {
        byte[] publicKey = key().toECPublicKey().getEncoded();
        String input = part(header.replace("ES256", "HS256")) + "." + part(content);
        refused(input + "." + mac(publicKey, input));
        String pinned = part(header) + "." + part(content);
        refused(pinned + "." + mac(publicKey, pinned));
        for (String guess : List.of("secret", "changeme", "")) {
            byte[] padded = java.util.Arrays.copyOf(guess.getBytes(StandardCharsets.UTF_8), 32);
            refused(input + "." + mac(padded, input));
        }
    }

    @Test
    public void aHeaderWithAnythingBesideOursIsRefusedEvenWhenSigned() throws Exception {
        for (String more : List.of(
                "\"jwk\":{\"kty\":\"EC\"}",
                "\"jku\":\"https://x.example\"",
                "\"x5u\":\"https://x.example\"",
                "\"x5c\":[\"AA\"]",
                "\"crit\":[\"exp\"]",
                "\"b64\":false",
                "\"zip\":\"DEF\"",
                "\"cty\":\"JWT\"",
                "\"enc\":\"A256GCM\"")) {
            refused(signed("{" + more + "," + header.substring(1), content));
        }
    }

    @Test
    public void anotherTypeIsRefused() throws Exception {
        for (String type : List.of("JWT", "at+JWT", "AT+jwt", "application/at+jwt", "refresh", "")) {
            refused(signed(header.replace("at+jwt", type), content));
        }
        refused(signed(header.replace("\"typ\":\"at+jwt\",", ""), content));
    }

    @Test
    public void duplicateMembersAreRefused() throws Exception {
        refused(signed("{\"alg\":\"none\"," + header.substring(1), content));
        refused(signed(header, "{\"sub\":\"0000000000009\"," + content.substring(1)));
        refused(signed(header, content + "{}"));
    }

    @Test
    public void aStrangeKeyIdIsRefused() throws Exception {
        for (String kid : List.of("../x", "", "a b", "x".repeat(65), "unknown")) {
            refused(signed(header.replace(key().getKeyID(), kid), content));
        }
        refused(signed(header.replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":7"), content));
    }

    @Test
    public void aKeyIsGoodForItsOwnAlgorithmOnly() throws Exception {
        for (String algorithm : List.of("HS256", "RS256", "ES384", "ES256K", "es256")) {
            refused(signed(header.replace("ES256", algorithm), content));
        }
    }

    @Test
    public void timeAudienceAndIssuerAreChecked() throws Exception {
        refused(signed(header, content.replace("\"aud\":\"aistack\"", "\"aud\":\"other\"")));
        refused(signed(header, content.replace("\"aud\":\"aistack\"", "\"aud\":[\"aistack\",\"other\"]")));
        refused(signed(header, content.replace("\"aud\":\"aistack\",", "")));
        refused(signed(header, content.replace("stack.example", "evil.example")));
        refused(signed(header, content.replaceAll("\"exp\":\\d+,?", "")));
        refused(signed(header, content.replaceAll("\"exp\":(\\d+)", "\"exp\":\"$1\"")));
        refused(signed(header, content.replaceAll("\"exp\":(\\d+)", "\"exp\":$1.5")));
        refused(signed(header, content.replaceAll("\"exp\":(\\d+)", "\"exp\":1e99")));
        refused(signed(header, content.replaceAll("\"iat\":(\\d+)", "\"iat\":null")));
        refused(signed(
                header, "{\"nbf\":" + clock.instant().plusSeconds(60).getEpochSecond() + "," + content.substring(1)));
        assertTrue(tokens.verify(signed(header, content)).isPresent());
    }

    @Test
    public void itExpiresWithThirtySecondsOfLeeway() {
        clock.advance(Duration.ofSeconds(1_829));
        assertTrue(tokens.verify(good).isPresent());
        clock.advance(Duration.ofSeconds(1));
        refused(good);
        clock.advance(Duration.ofSeconds(-1_830 - 31));
        refused(good);
    }

    @Test
    public void onlyTheCanonicalCompactFormIsRead() {
        refused(good + ".");
        refused(good + "." + part("x"));
        refused(good.substring(0, good.lastIndexOf('.')));
        refused(good + "=");
        refused(" " + good);
        refused(good.replace(".", ".\n"));
        refused("{\"payload\":\"" + part(content) + "\"}");
        refused("");
        refused("..");
        refused("a.b.c");
        refused(good + "A".repeat(8_192));
        // other bits behind the last character spell the same bytes
        char last = good.charAt(good.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        refused(good.substring(0, good.length() - 1) + alphabet.charAt(alphabet.indexOf(last) ^ 1));
    }

    @Test
    public void everyChangedBitIsNoticed() {
        byte[] bytes = good.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            refused(new String(changed, StandardCharsets.ISO_8859_1));
        }
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
        refused(part(header) + "." + part(content) + "." + zeros);
    }

    @Test
    public void keysAreKeptPrivatelyAndReadAgain() throws Exception {
        Path file;
        try (var files = Files.list(folder.getRoot().toPath().resolve("keys"))) {
            file = files.findFirst().orElseThrow();
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        KeyRing again = new KeyRing(file.getParent(), settings, clock);
        assertTrue(new AccessTokens(again, settings, new TestIds(), clock)
                .verify(good)
                .isPresent());
        assertEquals(1, again.published().size());
        for (String secret : List.of("d", "p", "q", "k")) {
            assertFalse(again.published().get(0).containsKey(secret));
        }
        Files.writeString(file, "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"kid\":\"a\",\"alg\":\"HS256\"}");
        assertThrows(IllegalArgumentException.class, () -> new KeyRing(file.getParent(), settings, clock));
    }

    @Test
    public void otherAlgorithmsWorkTooAndASecretIsNeverPublished() {
        for (String algorithm : List.of("RS256", "HS256")) {
            AuthSettings other = TestSettings.with(Map.of("algorithm", algorithm, "issuer", "https://stack.example"));
            KeyRing ring = new KeyRing(folder.getRoot().toPath().resolve(algorithm), other, clock);
            AccessTokens made = new AccessTokens(ring, other, new TestIds(), clock);
            String token = made.issue(claims());
            assertTrue(algorithm, made.verify(token).isPresent());
            assertEquals(
                    algorithm,
                    algorithm.equals("HS256") ? 0 : 1,
                    ring.published().size());
            refused(token);
        }
    }

    @Test
    public void noTwoTokensAreAlike() {
        assertNotEquals(good, tokens.issue(claims()));
    }

    private void refused(String token) {
        assertFalse(token, tokens.verify(token).isPresent());
    }

    /** Signed with the real key, whatever it says. */
    private String signed(String head, String body) throws Exception {
        var signer = new ECDSASigner(key());
        String input = part(head) + "." + part(body);
        var algorithm = new com.nimbusds.jose.JWSHeader(com.nimbusds.jose.JWSAlgorithm.ES256);
        return input + "." + signer.sign(algorithm, input.getBytes(StandardCharsets.US_ASCII));
    }

    private ECKey key() throws Exception {
        try (var files = Files.list(folder.getRoot().toPath().resolve("keys"))) {
            return JWK.parse(Files.readString(files.findFirst().orElseThrow())).toECKey();
        }
    }

    private static String mac(byte[] secret, String input) throws Exception {
        var algorithm = new com.nimbusds.jose.JWSHeader(com.nimbusds.jose.JWSAlgorithm.HS256);
        return new MACSigner(secret)
                .sign(algorithm, input.getBytes(StandardCharsets.US_ASCII))
                .toString();
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
