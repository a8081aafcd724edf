package org.aistack.security.auth;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** How both security bundles say no to somebody they know. */
public enum AccessError implements Code {
    PASSWORD_CHANGE_REQUIRED(Kind.DENIED, "请先修改密码", "The password must be changed first"),
    SELF_LOCKOUT(Kind.CONFLICT, "不能停用自己或降低自己的权限", "Nobody can disable or demote themselves");

    private final Kind kind;
    private final Text text;

    AccessError(Kind kind, String zh, String en) {
        this.kind = kind;
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
}
