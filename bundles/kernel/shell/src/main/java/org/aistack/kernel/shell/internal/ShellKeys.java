package org.aistack.kernel.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** The key pair with which bin/aistack signs in to the shell, and the list of keys the shell knows. */
final class ShellKeys {

    static final String USER = "aistack";

    private static final String CURVE = "nistp256";
    private static final int COORDINATE = 32;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN (\\w+) KEY-----([^-]+)-----END \\1 KEY-----");

    private final Path pair;
    private final Path known;

    ShellKeys(Path folder) {
        pair = folder.resolve("shell-client.pem");
        known = folder.resolve("shell-users.properties");
    }

    /** The users file of the shell: one line per key, more may be added by hand. */
    Path known() {
        return known;
    }

    /** Makes the key pair and lets it in, unless that was done before. Both files are readable by the owner alone. */
    void prepare() throws IOException, GeneralSecurityException {
        if (!Files.exists(pair)) {
            Files.createDirectories(pair.getParent());
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair fresh = generator.generateKeyPair();
            write(
                    pair,
                    block("PRIVATE", fresh.getPrivate().getEncoded())
                            + block("PUBLIC", fresh.getPublic().getEncoded()));
            Files.deleteIfExists(known);
        }
        if (!Files.exists(known)) {
            write(
                    known,
                    "# user = public key, groups\n" + USER + " = " + wire((ECPublicKey) client().getPublic())
                            + ",_g_:admingroup\n"
                            + "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
        }
    }

    /** The key pair. */
    KeyPair client() throws IOException, GeneralSecurityException {
        var matcher = BLOCK.matcher(Files.readString(pair));
        var factory = KeyFactory.getInstance("EC");
        byte[][] keys = new byte[2][];
        while (matcher.find()) {
            keys["PUBLIC".equals(matcher.group(1)) ? 0 : 1] =
                    Base64.getMimeDecoder().decode(matcher.group(2).strip());
        }
        if (keys[0] == null || keys[1] == null) {
            throw new GeneralSecurityException("no key pair in " + pair.getFileName());
        }
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(keys[0])),
                factory.generatePrivate(new PKCS8EncodedKeySpec(keys[1])));
    }

    /** The key as SSH writes it (RFC 5656), in base 64. */
    static String wire(ECPublicKey key) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            string(out, ("ecdsa-sha2-" + CURVE).getBytes(StandardCharsets.US_ASCII));
            string(out, CURVE.getBytes(StandardCharsets.US_ASCII));
            byte[] point = new byte[1 + 2 * COORDINATE];
            point[0] = 4;
            coordinate(key.getW().getAffineX(), point, 1);
            coordinate(key.getW().getAffineY(), point, 1 + COORDINATE);
            string(out, point);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void string(DataOutputStream out, byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    private static void coordinate(BigInteger value, byte[] point, int at) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, point, at + COORDINATE - length, length);
    }

    private static String block(String kind, byte[] key) {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + kind + " KEY-----\n" + encoder.encodeToString(key) + "\n-----END " + kind
                + " KEY-----\n";
    }

    /** Writes all or nothing; nobody else can read it at any moment. */
    private static void write(Path file, String text) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = Files.createTempFile(file.getParent(), "draft", null, mode);
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
