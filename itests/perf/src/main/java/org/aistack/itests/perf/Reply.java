package org.aistack.itests.perf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An answer as it came over the wire. */
record Reply(int status, String type, boolean retryAfter, boolean close, byte[] body) {

    /** Reads it; null while it is not complete. */
    static Reply parse(byte[] bytes, int length) {
        int end = end(bytes, length);
        if (end < 0) {
            return null;
        }
        String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        int status = Integer.parseInt(head.substring(9, 12));
        String type = null;
        int size = status == 204 || status == 304 ? 0 : -1;
        boolean retry = false;
        boolean close = false;
        boolean chunked = false;
        for (int at = head.indexOf("\r\n"); at >= 0; ) {
            int next = head.indexOf("\r\n", at + 2);
            String line = head.substring(at + 2, next < 0 ? head.length() : next);
            int colon = line.indexOf(':');
            if (colon > 0) {
                String value = line.substring(colon + 1).strip();
                switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                    case "content-type" -> type = value;
                    case "content-length" -> size = Integer.parseInt(value);
                    case "retry-after" -> retry = true;
                    case "connection" -> close = value.equalsIgnoreCase("close");
                    case "transfer-encoding" -> chunked = true;
                    default -> {
                        // of no interest
                    }
                }
            }
            at = next;
        }
        byte[] body = chunked ? chunks(bytes, end + 4, length) : plain(bytes, end + 4, length, size);
        return body == null ? null : new Reply(status, type, retry, close, body);
    }

    private static int end(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i - 3;
            }
        }
        return -1;
    }

    private static byte[] plain(byte[] bytes, int from, int length, int size) {
        if (size < 0 || length - from < size) {
            return size < 0 ? new byte[0] : null;
        }
        byte[] body = new byte[size];
        System.arraycopy(bytes, from, body, 0, size);
        return body;
    }

    private static byte[] chunks(byte[] bytes, int from, int length) {
        var body = new ByteArrayOutputStream();
        int at = from;
        while (true) {
            int line = at;
            while (line < length && bytes[line] != '\n') {
                line++;
            }
            if (line >= length) {
                return null;
            }
            String text = new String(bytes, at, line - at, StandardCharsets.ISO_8859_1).strip();
            int size = Integer.parseInt(text, 16);
            if (line + 1 + size + 2 > length) {
                return null;
            }
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(bytes, line + 1, size);
            at = line + 1 + size + 2;
        }
    }
}
