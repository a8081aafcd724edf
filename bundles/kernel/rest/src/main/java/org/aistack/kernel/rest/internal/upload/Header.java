package org.aistack.kernel.rest.internal.upload;

import java.util.Locale;

/** Parameters of a header such as {@code form-data; name="file"; filename="a.pdf"}. */
final class Header {

    private Header() {}

    /** The parameter {@code name}; null when it is not there. */
    static String parameter(String header, String name) {
        int at = header.indexOf(';');
        while (at >= 0) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                return null;
            }
            String key = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            var value = new StringBuilder();
            at = value(header, equals + 1, value);
            if (key.equals(name)) {
                return value.toString();
            }
        }
        return null;
    }

    /** Reads a value that may be quoted; returns the place of the next semicolon or -1. */
    private static int value(String header, int from, StringBuilder value) {
        int at = from;
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        if (at >= header.length() || header.charAt(at) != '"') {
            int end = header.indexOf(';', at);
            value.append(header.substring(at, end < 0 ? header.length() : end).strip());
            return end;
        }
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            boolean escaped =
                    header.charAt(at) == '\\' && at + 1 < header.length() && isQuotable(header.charAt(at + 1));
            value.append(header.charAt(escaped ? ++at : at));
        }
        return header.indexOf(';', at);
    }

    private static boolean isQuotable(char c) {
        return c == '"' || c == '\\';
    }

    /** A file name without folders and control characters, at most 255 characters; {@code file} when nothing is left. */
    static String fileName(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        if (clean.isEmpty() || clean.equals(".") || clean.equals("..")) {
            return "file";
        }
        return clean.length() > 255 ? clean.substring(clean.length() - 255) : clean;
    }
}
