package org.aistack.kernel.catalog.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way the catalog says no. */
enum CatalogError implements Code {
    PROTECTED(
            Kind.CONFLICT,
            "{0} 属于基础部分，运行中不能停止或更新，请在维护时重启服务器",
            "{0} is part of the foundation: it cannot be stopped or updated while the server runs, only with a restart"),
    CANNOT_ACT(Kind.CONFLICT, "{0} 无法完成此操作：{1}", "{0} cannot do this: {1}");

    private final Kind kind;
    private final Text text;

    CatalogError(Kind kind, String zh, String en) {
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
