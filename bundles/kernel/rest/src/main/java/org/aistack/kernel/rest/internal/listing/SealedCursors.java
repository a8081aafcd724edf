package org.aistack.kernel.rest.internal.listing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.rest.internal.DataFolder;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Cursors with an HMAC-SHA256 over scope and place. */
@Component(service = Cursors.class)
public final class SealedCursors implements Cursors {

    private static final String HMAC = "HmacSHA256";
    private static final int MAC_LENGTH = 16;
    private static final int MAX_LENGTH = 4096;

    private final SecretKeySpec key;

    @Activate
    public SealedCursors(BundleContext context) {
        this(KeyFile.read(DataFolder.of(context, "keys"), "cursor.key"));
    }

    SealedCursors(Path folder) {
        this(KeyFile.read(folder, "cursor.key"));
    }

    SealedCursors(byte[] secret) {
        this.key = new SecretKeySpec(secret, HMAC);
    }

    @Override
    public String seal(String scope, List<String> keys) {
        byte[] place = pack(keys);
        byte[] mac = mac(scope, place);
        byte[] cursor = Arrays.copyOf(mac, mac.length + place.length);
        System.arraycopy(place, 0, cursor, mac.length, place.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    @Override
    public List<String> open(String scope, String cursor) {
        byte[] bytes = decode(cursor);
        byte[] place = Arrays.copyOfRange(bytes, MAC_LENGTH, bytes.length);
        if (!MessageDigest.isEqual(mac(scope, place), Arrays.copyOf(bytes, MAC_LENGTH))) {
            throw Problem.of(KernelError.BAD_CURSOR);
        }
        return unpack(place);
    }

    private static byte[] decode(String cursor) {
        if (cursor != null && cursor.length() <= MAX_LENGTH) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(cursor);
                // the same bytes must not have two texts
                boolean canonical = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .equals(cursor);
                if (canonical && bytes.length > MAC_LENGTH) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                // answered below, like every other bad cursor
            }
        }
        throw Problem.of(KernelError.BAD_CURSOR);
    }

    private byte[] mac(String scope, byte[] place) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] bound = scope.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(4).putInt(bound.length).array());
            mac.update(bound);
            mac.update(place);
            return Arrays.copyOf(mac.doFinal(), MAC_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pack(List<String> keys) {
        List<byte[]> texts =
                keys.stream().map(k -> k.getBytes(StandardCharsets.UTF_8)).toList();
        int length = texts.stream().mapToInt(t -> t.length + 4).sum();
        ByteBuffer place = ByteBuffer.allocate(length + 1).put((byte) keys.size());
        texts.forEach(t -> place.putInt(t.length).put(t));
        return place.array();
    }

    private static List<String> unpack(byte[] place) {
        ByteBuffer in = ByteBuffer.wrap(place);
        int count = in.get();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] text = new byte[in.getInt()];
            in.get(text);
            keys.add(new String(text, StandardCharsets.UTF_8));
        }
        return keys;
    }
}
