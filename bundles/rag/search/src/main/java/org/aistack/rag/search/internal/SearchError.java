package org.aistack.rag.search.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way search says no. */
public enum SearchError implements Code {
    RUN_NOT_FOUND(Kind.MISSING, "未找到该次检索", "There is no such run"),
    BLANK_QUERY(Kind.INVALID, "请输入要查找的内容", "Say what to look for"),
    UNKNOWN_CHOICE(Kind.INVALID, "只能是 {0} 之一", "Must be one of {0}"),
    UNSUPPORTED(Kind.INVALID, "尚不支持", "Not supported yet"),
    BAD_FILTER(Kind.INVALID, "筛选条件不正确", "The filter is not right"),
    NO_MODEL(Kind.UNAVAILABLE, "模型不可用", "No model is available"),
    INDEX_UNAVAILABLE(Kind.UNAVAILABLE, "索引暂时不可用", "The index is not available at the moment"),
    BUSY(Kind.CONFLICT, "索引正在重建或校验", "The index is already being rebuilt or verified");

    private final Kind kind;
    private final Text text;

    SearchError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return SearchCapability.ID;
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
