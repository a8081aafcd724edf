package org.aistack.security.auth.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.security.auth.internal.AuthError;

/** An {@code application/x-www-form-urlencoded} body, read strictly: no parameter twice, nothing broken. */
final class FormBody {

    private static final int MAX_BYTES = 65_536;

    private final Map<String, String> values = new HashMap<>();

    private FormBody() {}

    /** @throws Problem {@link AuthError#INVALID_REQUEST}, {@link KernelError#UNSUPPORTED_TYPE} */
    static FormBody read(HttpServletRequest request, InputStream in) {
        String type = request.getContentType();
        if (type != null && !type.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw Problem.of(KernelError.UNSUPPORTED_TYPE);
        }
        return read(in);
    }

    static FormBody read(InputStream in) {
        byte[] body;
        try {
            body = in == null ? new byte[0] : in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (body.length > MAX_BYTES) {
            throw Problem.of(AuthError.INVALID_REQUEST);
        }
        FormBody form = new FormBody();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            form.add(pair);
        }
        return form;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (values.putIfAbsent(name, value) != null) {
            throw Problem.of(AuthError.INVALID_REQUEST);
        }
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        return optional(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> Problem.of(AuthError.INVALID_REQUEST));
    }

    private static String decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put((byte) (hex(text, i + 1) << 4 | hex(text, i + 2)));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw Problem.of(AuthError.INVALID_REQUEST);
        }
    }

    private static int hex(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw Problem.of(AuthError.INVALID_REQUEST);
        }
        return digit;
    }
}
