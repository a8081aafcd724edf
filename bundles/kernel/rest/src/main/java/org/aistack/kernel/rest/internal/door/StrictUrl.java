package org.aistack.kernel.rest.internal.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Lets only addresses pass that everybody reads in the same way. */
public final class StrictUrl {

    private StrictUrl() {}

    /** Whether the raw path and query may go on to routing. */
    public static boolean accepts(String path, String query) {
        return path != null && path.startsWith("/") && path(path) && (query == null || encoding(query, false));
    }

    private static boolean path(String path) {
        if (!encoding(path, true)) {
            return false;
        }
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            String segment = segments[i].replace("%2e", ".").replace("%2E", ".");
            if (segment.isEmpty() && !last || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Percent-encoding must be complete and valid UTF-8, without characters that mean something to a router. */
    private static boolean encoding(String text, boolean path) {
        if (text.indexOf('%') < 0) {
            return plain(text, path);
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes[length++] = (byte) c;
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0 || refused((char) (high << 4 | low), path)) {
                return false;
            }
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        } catch (CharacterCodingException e) {
            return false;
        }
        return plain(text, path);
    }

    private static boolean plain(String text, boolean path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 127 || path && (c == '\\' || c == ';')) {
                return false;
            }
        }
        return true;
    }

    /** Characters that may not even come encoded; a text in a query may have lines and tabulators. */
    private static boolean refused(char c, boolean path) {
        if (path) {
            return c == '/' || c == '\\' || c == ';' || c < ' ' || c == 127;
        }
        return c == 0;
    }
}
