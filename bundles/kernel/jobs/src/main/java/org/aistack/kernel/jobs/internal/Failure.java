package org.aistack.kernel.jobs.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.aistack.kernel.Code;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Text;
import org.aistack.kernel.Violation;

/**
 * Why a job failed, as JSON: kept in both languages, because who will read it is not known when it happens; shown as a
 * problem (RFC 9457) in the reader's.
 */
public final class Failure {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<Integer, Text> TITLES = Map.of(
            400, new Text("请求无效", "Bad Request"),
            403, new Text("禁止访问", "Forbidden"),
            404, new Text("未找到", "Not Found"),
            409, new Text("冲突", "Conflict"),
            412, new Text("前提条件不满足", "Precondition Failed"),
            422, new Text("内容无法处理", "Unprocessable Content"),
            429, new Text("请求过多", "Too Many Requests"),
            500, new Text("服务器内部错误", "Internal Server Error"),
            503, new Text("服务不可用", "Service Unavailable"));
    private static final Text OTHER = new Text("错误", "Error");

    private Failure() {}

    /** What is stored. */
    static String stored(Problem problem) {
        ObjectNode node = MAPPER.createObjectNode();
        Code code = problem.code();
        node.put("status", status(code));
        node.put("code", code.wire());
        node.put("zh", problem.detail(Locale.SIMPLIFIED_CHINESE));
        node.put("en", problem.detail(Locale.ENGLISH));
        ArrayNode errors = node.putArray("errors");
        for (Violation violation : problem.violations()) {
            Object[] arguments = violation.arguments().toArray();
            errors.addObject()
                    .put("pointer", violation.pointer())
                    .put("code", violation.code().wire())
                    .put("zh", violation.code().text().in(Locale.SIMPLIFIED_CHINESE, arguments))
                    .put("en", violation.code().text().in(Locale.ENGLISH, arguments));
        }
        return node.toString();
    }

    /** What is shown of it. */
    public static ObjectNode shown(String stored, Locale locale, String requestId) {
        ObjectNode node = read(stored);
        int status = node.path("status").asInt();
        String language = "en".equals(locale.getLanguage()) ? "en" : "zh";
        ObjectNode problem = MAPPER.createObjectNode();
        problem.put("type", "about:blank");
        problem.put("title", TITLES.getOrDefault(status, OTHER).in(locale));
        problem.put("status", status);
        problem.put("code", node.path("code").asText());
        problem.put("detail", node.path(language).asText());
        if (requestId != null) {
            problem.put("request_id", requestId);
        }
        if (!node.path("errors").isEmpty()) {
            ArrayNode errors = problem.putArray("errors");
            node.path("errors").forEach(error -> errors.addObject()
                    .put("pointer", error.path("pointer").asText())
                    .put("code", error.path("code").asText())
                    .put("detail", error.path(language).asText()));
        }
        return problem;
    }

    private static ObjectNode read(String stored) {
        try {
            return (ObjectNode) MAPPER.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(Code code) {
        if (code == KernelError.INTERNAL) {
            return 500;
        }
        Kind kind = code.kind();
        return switch (kind) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case DENIED -> 403;
            case MISSING -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case INVALID -> 422;
            case UNCONDITIONAL -> 428;
            case THROTTLED -> 429;
            case UNAVAILABLE -> 503;
        };
    }
}
