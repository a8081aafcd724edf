package org.aistack.kernel.rest.internal.answer;

import java.util.Map;
import org.aistack.kernel.Code;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** The HTTP status of every problem, and what the status is called. */
public final class Statuses {

    private static final Map<Integer, Text> TITLES = Map.ofEntries(
            Map.entry(400, new Text("请求无效", "Bad Request")),
            Map.entry(401, new Text("未认证", "Unauthorized")),
            Map.entry(403, new Text("禁止访问", "Forbidden")),
            Map.entry(404, new Text("未找到", "Not Found")),
            Map.entry(405, new Text("方法不允许", "Method Not Allowed")),
            Map.entry(406, new Text("无法接受", "Not Acceptable")),
            Map.entry(408, new Text("请求超时", "Request Timeout")),
            Map.entry(409, new Text("冲突", "Conflict")),
            Map.entry(412, new Text("前提条件不满足", "Precondition Failed")),
            Map.entry(413, new Text("内容过大", "Content Too Large")),
            Map.entry(414, new Text("地址过长", "URI Too Long")),
            Map.entry(415, new Text("不支持的内容类型", "Unsupported Media Type")),
            Map.entry(422, new Text("内容无法处理", "Unprocessable Content")),
            Map.entry(428, new Text("需要前提条件", "Precondition Required")),
            Map.entry(429, new Text("请求过多", "Too Many Requests")),
            Map.entry(431, new Text("请求头过大", "Request Header Fields Too Large")),
            Map.entry(500, new Text("服务器内部错误", "Internal Server Error")),
            Map.entry(503, new Text("服务不可用", "Service Unavailable")));

    private static final Text OTHER = new Text("错误", "Error");

    private Statuses() {}

    public static int of(Code code) {
        if (code instanceof KernelError error) {
            switch (error) {
                case METHOD_NOT_ALLOWED:
                    return 405;
                case NOT_ACCEPTABLE:
                    return 406;
                case TOO_SLOW:
                    return 408;
                case INTERNAL:
                    return 500;
                default:
                    break;
            }
        }
        return of(code.kind());
    }

    public static int of(Kind kind) {
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

    /** The kernel's code for a status that did not come from a problem. */
    public static KernelError code(int status) {
        return switch (status) {
            case 401 -> KernelError.UNAUTHENTICATED;
            case 403 -> KernelError.DENIED;
            case 404 -> KernelError.NOT_FOUND;
            case 405 -> KernelError.METHOD_NOT_ALLOWED;
            case 406 -> KernelError.NOT_ACCEPTABLE;
            case 408 -> KernelError.TOO_SLOW;
            case 409 -> KernelError.CONFLICT;
            case 412 -> KernelError.STALE;
            case 415 -> KernelError.UNSUPPORTED_TYPE;
            case 428 -> KernelError.MATCH_REQUIRED;
            case 429 -> KernelError.THROTTLED;
            case 503 -> KernelError.UNAVAILABLE;
            default -> status < 500 ? KernelError.BAD_REQUEST : KernelError.INTERNAL;
        };
    }

    static Text title(int status) {
        return TITLES.getOrDefault(status, OTHER);
    }
}
