package org.aistack.ops.notes.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way notes say no. */
public enum NotesError implements Code {
    DUPLICATE_CODE(Kind.CONFLICT, "编号 {0} 已被使用", "The code {0} is already used"),
    ILLEGAL_TRANSITION(Kind.CONFLICT, "当前状态不允许此操作", "The state of the note does not allow this");

    private final Kind kind;
    private final Text text;

    NotesError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return NotesCapability.ID;
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
