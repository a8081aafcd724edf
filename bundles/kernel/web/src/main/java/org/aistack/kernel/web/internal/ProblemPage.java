package org.aistack.kernel.web.internal;

import java.nio.charset.StandardCharsets;
import org.aistack.kernel.Code;

/** An error answer (RFC 9457) of the few that static files need. */
record ProblemPage(int status, String title, String code, String instance, String requestId) {

    static ProblemPage of(int status, Code code, Ask ask) {
        return new ProblemPage(status, code.text().in(ask.locale()), code.wire(), "/ui" + ask.path(), ask.requestId());
    }

    byte[] json() {
        return ("{\"type\":\"about:blank\",\"title\":" + quoted(title) + ",\"status\":" + status + ",\"code\":"
                        + quoted(code) + ",\"detail\":" + quoted(title) + ",\"instance\":" + quoted(instance)
                        + ",\"request_id\":" + quoted(requestId) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** JSON string in plain ASCII, so that no character of a path can mean anything. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
