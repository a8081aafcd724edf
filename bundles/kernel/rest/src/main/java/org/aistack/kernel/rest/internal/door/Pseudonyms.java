package org.aistack.kernel.rest.internal.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names of users for logs: always the same for the same user, and without this server's key nobody can tell whose they
 * are.
 */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;
    private static final int MOST = 10_000;

    private final SecretKeySpec key;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    public Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(String id) {
        String name = known.get(id);
        if (name == null) {
            name = hash(id);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(id, name);
        }
        return name;
    }

    private String hash(String id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
