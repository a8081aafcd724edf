package org.aistack.security.auth.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way signing in and the users say no. Those of the token endpoints also have a name in RFC 6749. */
public enum AuthError implements Code {
    INVALID_REQUEST(Kind.MALFORMED, "invalid_request", "请求无效", "The request is not valid"),
    INVALID_CREDENTIALS(Kind.MALFORMED, "invalid_grant", "无法验证凭据", "Could not validate credentials"),
    INVALID_REFRESH(Kind.MALFORMED, "invalid_grant", "刷新令牌无效或已过期", "Refresh token invalid or expired"),
    UNSUPPORTED_GRANT(Kind.MALFORMED, "unsupported_grant_type", "不支持此授权类型", "This grant type is not supported"),
    UNAUTHORIZED_CLIENT(Kind.MALFORMED, "unauthorized_client", "该客户端不能使用此授权", "This client may not use this grant"),
    INVALID_SCOPE(Kind.MALFORMED, "invalid_scope", "范围无效", "The scope is not valid"),
    INVALID_CLIENT(Kind.UNAUTHENTICATED, "invalid_client", "未知客户端", "Unknown client"),
    SLOW_DOWN(Kind.THROTTLED, "slow_down", "尝试次数过多，请稍后再试", "Too many attempts, try again later"),
    BUSY(Kind.UNAVAILABLE, "temporarily_unavailable", "登录繁忙，请稍后重试", "Too many sign-ins at once, try again"),

    NO_USER(Kind.MISSING, null, "没有此用户", "There is no such user"),
    NO_SESSION(Kind.MISSING, null, "没有此会话", "There is no such session"),
    NO_LOCKOUT(Kind.MISSING, null, "没有此锁定", "There is no such lockout"),
    USERNAME_TAKEN(Kind.CONFLICT, null, "用户名已被使用", "The user name is already used"),
    ILLEGAL_TRANSITION(Kind.CONFLICT, null, "当前状态 {0} 不允许此操作", "Not possible while the user is {0}"),
    USERNAME_INVALID(Kind.INVALID, null, "用户名须为 2 至 64 个可见字符", "A user name has 2 to 64 visible characters"),
    USERNAME_AMBIGUOUS(Kind.INVALID, null, "用户名混用了易混淆的文字", "The user name mixes scripts that look alike"),
    PASSWORD_WEAK(
            Kind.INVALID,
            null,
            "密码至少 8 个字符，且不能是常见密码、用户名、邮箱或产品名",
            "A password has at least 8 characters and is none of the common ones, not the user name, mail or product name"),
    PASSWORD_TOO_LONG(Kind.INVALID, null, "密码超过 72 字节", "The password is longer than 72 bytes"),
    PASSWORD_WRONG(Kind.INVALID, null, "当前密码不正确", "The current password is not right");

    private final Kind kind;
    private final String oauth;
    private final Text text;

    AuthError(Kind kind, String oauth, String zh, String en) {
        this.kind = kind;
        this.oauth = oauth;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return "auth";
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text text() {
        return text;
    }

    /** The {@code error} of RFC 6749; null for those that never leave a token endpoint. */
    public String oauth() {
        return oauth;
    }
}
