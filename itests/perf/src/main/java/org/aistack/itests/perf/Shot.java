package org.aistack.itests.perf;

import java.nio.charset.StandardCharsets;

/**
 * One request and what a right answer to it is.
 *
 * @param body null for none
 * @param type of the body; null for none
 * @param token null to send no credential
 */
public record Shot(String method, String path, byte[] body, String type, String token, Check check) {

    /** Judges an answer. */
    @FunctionalInterface
    public interface Check {
        /** What is wrong with it, in one or two words that can be counted; null when it is right. */
        String fault(int status, String type, byte[] body);
    }

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    static Shot get(String path, String token, Check check) {
        return new Shot("GET", path, null, null, token, check);
    }

    static Shot post(String path, String json, String token, Check check) {
        return new Shot("POST", path, json.getBytes(StandardCharsets.UTF_8), JSON, token, check);
    }

    static Shot form(String path, String form, Check check) {
        return new Shot("POST", path, form.getBytes(StandardCharsets.UTF_8), FORM, null, check);
    }

    /** JSON with this status and this somewhere in its text. */
    static Check json(int status, String part) {
        byte[] wanted = part.getBytes(StandardCharsets.UTF_8);
        return (given, type, body) -> {
            if (given != status) {
                return "status " + given;
            }
            if (type == null || !type.startsWith(JSON)) {
                return "content type " + type;
            }
            return contains(body, wanted) ? null : "wrong body";
        };
    }

    static boolean contains(byte[] text, byte[] part) {
        outer:
        for (int i = 0; i <= text.length - part.length; i++) {
            for (int j = 0; j < part.length; j++) {
                if (text[i + j] != part[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
