package org.aistack.security.rbac.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way the roles say no. */
public enum RbacError implements Code {
    NO_ROLE(Kind.MISSING, "没有此角色", "There is no such role"),
    NO_USER(Kind.MISSING, "没有此用户", "There is no such user"),
    DUPLICATE_NAME(Kind.CONFLICT, "角色名 {0} 已被使用", "The role name {0} is already used"),
    BUILT_IN_ROLE(Kind.CONFLICT, "内置角色 {0} 不允许此操作", "The built-in role {0} does not allow this"),
    ROLE_IN_USE(Kind.CONFLICT, "仍有 {0} 个用户拥有此角色", "{0} users still hold this role"),
    LAST_ADMINISTRATOR(Kind.CONFLICT, "必须保留至少一名可用的管理员", "At least one active administrator must remain"),
    UNKNOWN_ROLE(Kind.INVALID, "未知角色 {0}", "Unknown role {0}"),
    BAD_PERMISSION(Kind.INVALID, "{0} 不是有效的权限", "{0} is not a permission"),
    EITHER_OR(Kind.INVALID, "roles 与 grants 必须且只能给出一个", "Give either roles or grants");

    private final Kind kind;
    private final Text text;

    RbacError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return "rbac";
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
