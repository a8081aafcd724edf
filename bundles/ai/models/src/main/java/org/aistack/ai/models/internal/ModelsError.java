package org.aistack.ai.models.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way models say no. */
public enum ModelsError implements Code {
    NO_EMBEDDING_MODEL(Kind.UNAVAILABLE, "没有可用的向量模型", "No embedding model is available"),
    UNKNOWN_MODEL(Kind.INVALID, "没有名为 {0} 的向量模型", "There is no embedding model {0}"),
    UNSUPPORTED_LANGUAGE(Kind.INVALID, "没有该语言的向量模型", "No embedding model speaks this language"),
    BAD_KIND(Kind.INVALID, "只能是 query 或 passage", "Must be query or passage");

    private final Kind kind;
    private final Text text;

    ModelsError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return ModelsCapability.ID;
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
