package org.aistack.kernel.backup.internal.part;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys of an installation in one sealed file: AES-256-GCM, its key made of a passphrase by PBKDF2. */
public final class Vault {

    public static final String NAME = "keys.sealed";

    private static final byte[] MAGIC = "AISTACK-KEYS-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ROUNDS = 600_000;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;

    /** Keys of the shell are made anew by every installation. */
    private static final String SHELL = "shell";

    private static final String SSH = "ssh";

    private Vault() {}

    /** The files that need a passphrase: everything in {@code keys}, and the first password while it is valid. */
    public static Map<String, byte[]> collect(Path data) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Path keys = data.resolve("keys");
        if (Files.isDirectory(keys)) {
            try (var all = Files.walk(keys)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put("keys/" + keys.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        Path first = data.resolve("bootstrap-admin");
        if (Files.isRegularFile(first)) {
            files.put("bootstrap-admin", Files.readAllBytes(first));
        }
        return files;
    }

    /** The keys without which data cannot be read or people have to sign in again. */
    public static List<Manifest.Key> needed(Map<String, byte[]> files) {
        var needed = new ArrayList<Manifest.Key>();
        files.forEach((path, bytes) -> {
            String name = path.substring(path.indexOf('/') + 1);
            if (path.startsWith("keys/") && !name.startsWith(SHELL) && !name.startsWith(SSH)) {
                needed.add(new Manifest.Key(name, fingerprint(bytes)));
            }
        });
        return needed;
    }

    /** The first half of the SHA-256: enough to tell keys apart. */
    public static String fingerprint(byte[] key) {
        return Hashes.of(key).substring(0, 32);
    }

    /** Seals files. */
    public static byte[] seal(Map<String, byte[]> files, char[] passphrase) {
        try {
            byte[] salt = random(SALT);
            byte[] nonce = random(NONCE);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key(passphrase, salt, ROUNDS), new GCMParameterSpec(TAG_BITS, nonce));
            var head = ByteBuffer.allocate(MAGIC.length + Integer.BYTES + SALT + NONCE)
                    .put(MAGIC)
                    .putInt(ROUNDS)
                    .put(salt)
                    .put(nonce)
                    .array();
            cipher.updateAAD(head);
            byte[] sealed = cipher.doFinal(zip(files));
            return ByteBuffer.allocate(head.length + sealed.length)
                    .put(head)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the keys cannot be sealed", e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @throws GeneralSecurityException when the passphrase is wrong or the file was changed
     */
    public static Map<String, byte[]> open(byte[] sealed, char[] passphrase)
            throws GeneralSecurityException, IOException {
        var buffer = ByteBuffer.wrap(sealed);
        int headLength = MAGIC.length + Integer.BYTES + SALT + NONCE;
        byte[] magic = new byte[MAGIC.length];
        if (sealed.length < headLength) {
            throw new Manifest.Damaged(NAME + " is too short");
        }
        buffer.get(magic);
        int rounds = buffer.getInt();
        byte[] salt = new byte[SALT];
        byte[] nonce = new byte[NONCE];
        buffer.get(salt).get(nonce);
        if (!java.util.Arrays.equals(magic, MAGIC) || rounds < 1 || rounds > 100 * ROUNDS) {
            throw new Manifest.Damaged(NAME + " is not a file of sealed keys");
        }
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key(passphrase, salt, rounds), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(sealed, 0, headLength);
        return unzip(cipher.doFinal(sealed, headLength, sealed.length - headLength));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static SecretKey key(char[] passphrase, byte[] salt, int rounds) throws GeneralSecurityException {
        var spec = new PBEKeySpec(passphrase, salt, rounds, KEY_BITS);
        try {
            byte[] bytes = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(bytes, "AES");
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
