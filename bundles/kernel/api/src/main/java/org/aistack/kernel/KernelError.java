package org.aistack.kernel;

/** Every way the kernel itself says no, and the checks that all capabilities share. */
public enum KernelError implements Code {
    MALFORMED_JSON(Kind.MALFORMED, "请求体不是有效的 JSON", "The body is not valid JSON"),
    JSON_LIMIT(Kind.MALFORMED, "JSON 超出限制", "The JSON exceeds a limit"),
    BAD_REQUEST(Kind.MALFORMED, "请求无法读取", "The request cannot be read"),
    BAD_PATH(Kind.MALFORMED, "地址不规范", "The address is not in canonical form"),
    BAD_CURSOR(Kind.MALFORMED, "游标无效", "The cursor is not valid here"),
    BAD_PARAMETER(Kind.MALFORMED, "参数 {0} 的值无效", "The value of parameter {0} is not valid"),
    UNKNOWN_PARAMETER(Kind.MALFORMED, "未知参数 {0}", "Unknown parameter {0}"),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED, "无法验证凭据", "Could not validate credentials"),
    DENIED(Kind.DENIED, "权限不足", "Not allowed"),
    NOT_FOUND(Kind.MISSING, "未找到", "Not found"),
    CAPABILITY_ABSENT(Kind.MISSING, "此功能未安装", "This capability is not installed"),
    METHOD_NOT_ALLOWED(Kind.MALFORMED, "不支持此方法", "This method is not supported here"),
    NOT_ACCEPTABLE(Kind.MALFORMED, "无法提供所请求的格式", "The requested format is not available"),
    STALE(Kind.STALE, "该内容已被他人修改", "It has been changed since you read it"),
    MATCH_REQUIRED(Kind.UNCONDITIONAL, "需要 If-Match", "If-Match is required"),
    BAD_MATCH(Kind.MALFORMED, "If-Match 无效", "If-Match is not valid"),
    BODY_TOO_LARGE(Kind.TOO_LARGE, "请求体超过 {0} 字节", "The body is larger than {0} bytes"),
    UNSUPPORTED_TYPE(Kind.UNSUPPORTED, "不支持该内容类型", "This content type is not supported"),
    REQUIRED(Kind.INVALID, "必填", "Required"),
    TOO_SHORT(Kind.INVALID, "至少 {0} 个字符", "At least {0} characters"),
    TOO_LONG(Kind.INVALID, "最多 {0} 个字符", "At most {0} characters"),
    TOO_MANY(Kind.INVALID, "最多 {0} 项", "At most {0} items"),
    OUT_OF_RANGE(Kind.INVALID, "必须在 {0} 与 {1} 之间", "Must be between {0} and {1}"),
    BAD_FORMAT(Kind.INVALID, "格式不正确", "Not in the right format"),
    WRONG_TYPE(Kind.INVALID, "类型不正确", "Not of the right type"),
    UNKNOWN_FIELD(Kind.INVALID, "未知或只读字段", "Unknown or read-only field"),
    KEY_REUSED(Kind.INVALID, "该 Idempotency-Key 已用于其他请求", "This Idempotency-Key was used for another request"),
    BAD_KEY(Kind.MALFORMED, "Idempotency-Key 无效", "The Idempotency-Key is not valid"),
    KEY_IN_FLIGHT(Kind.CONFLICT, "相同的请求正在处理中", "The same request is being worked on"),
    CONFLICT(Kind.CONFLICT, "与现有内容冲突", "In conflict with what is there"),
    THROTTLED(Kind.THROTTLED, "请求过于频繁", "Too many requests"),
    REPLACED(Kind.UNAVAILABLE, "此功能正在更新，请稍后重试", "This capability is being replaced, try again"),
    OVERLOADED(Kind.UNAVAILABLE, "请求过多，请稍后重试", "There is more to do than can be done, try again later"),
    TOO_SLOW(Kind.MALFORMED, "请求体发送过慢", "The body of the request came too slowly"),
    UNAVAILABLE(Kind.UNAVAILABLE, "服务暂时不可用", "The server cannot do this at the moment"),
    NO_SPACE(Kind.UNAVAILABLE, "磁盘空间不足，暂时无法写入", "The disk is full; nothing can be written at the moment"),
    INTERNAL(Kind.UNAVAILABLE, "服务器内部错误", "Something went wrong inside the server");

    private final Kind kind;
    private final Text text;

    KernelError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return "kernel";
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text text() {
        return text;
    }
}
