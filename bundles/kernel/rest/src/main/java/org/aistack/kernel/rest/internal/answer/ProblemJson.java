package org.aistack.kernel.rest.internal.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.aistack.kernel.Code;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Violation;

/** The body of a problem (RFC 9457). */
public final class ProblemJson {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    private ProblemJson() {}

    /**
     * Writes it.
     *
     * @param prefix id of the asked capability, for the codes of the checks that all capabilities share
     * @param instance path of the request; null when it is not known
     */
    public static byte[] write(
            Problem problem, int status, String prefix, Locale locale, String instance, String requestId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "about:blank");
        json.put("title", Statuses.title(status).in(locale));
        json.put("status", status);
        json.put("code", wire(problem.code(), prefix));
        json.put("detail", problem.detail(locale));
        if (instance != null) {
            json.put("instance", instance);
        }
        json.put("request_id", requestId);
        if (!problem.violations().isEmpty()) {
            json.put("errors", errors(problem.violations(), prefix, locale));
        }
        try {
            return PLAIN.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, String>> errors(List<Violation> violations, String prefix, Locale locale) {
        return violations.stream()
                .map(violation -> {
                    Map<String, String> error = new LinkedHashMap<>();
                    error.put("pointer", violation.pointer());
                    error.put("code", wire(violation.code(), prefix));
                    error.put(
                            "detail",
                            violation
                                    .code()
                                    .text()
                                    .in(locale, violation.arguments().toArray()));
                    return error;
                })
                .toList();
    }

    /** Shared checks speak for the asked capability. */
    static String wire(Code code, String prefix) {
        boolean shared = code instanceof KernelError && code.kind() == Kind.INVALID && code != KernelError.KEY_REUSED;
        return shared ? prefix + code.wire().substring(code.capability().length()) : code.wire();
    }
}
