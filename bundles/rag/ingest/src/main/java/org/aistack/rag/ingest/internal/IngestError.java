package org.aistack.rag.ingest.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way ingestion says no, to a request or about a document. */
public enum IngestError implements Code {
    NOT_FOUND(Kind.MISSING, "未找到", "Not found"),
    COLLECTION_NOT_EMPTY(Kind.CONFLICT, "知识库中还有文档", "The collection still has documents"),
    DEFAULT_COLLECTION(Kind.CONFLICT, "默认知识库不能删除", "The default collection cannot be deleted"),
    ILLEGAL_TRANSITION(Kind.CONFLICT, "当前状态不允许此操作", "The state of the document does not allow this"),
    FILE_TOO_LARGE(Kind.TOO_LARGE, "文件超过 {0} 字节", "The file is larger than {0} bytes"),
    TEXT_TOO_LONG(Kind.TOO_LARGE, "文本超过 {0} 个字符", "The text is longer than {0} characters"),
    BATCH_TOO_LARGE(Kind.TOO_LARGE, "一批最多 {0} 项", "At most {0} items in a batch"),
    NO_FILE(Kind.INVALID, "缺少名为 file 的文件部分", "The part \"file\" is missing"),
    ONE_CONTENT(Kind.INVALID, "必须且只能提供 text、html、markdown 之一", "Give exactly one of text, html, markdown"),
    NO_CONTENT_HERE(Kind.INVALID, "上传文件时不能再提供正文", "A file comes without text, html or markdown"),
    BAD_PRINCIPAL(Kind.INVALID, "无效的主体 {0}", "{0} is not a principal"),
    BAD_FILE_NAME(Kind.INVALID, "文件名无效", "The file name is not valid"),
    EMPTY(Kind.INVALID, "文本为空", "The text is empty"),
    UNREADABLE(Kind.INVALID, "文件损坏、为空或格式无法读取", "The file is empty, broken or of a format nobody here reads"),
    ENCRYPTED(Kind.INVALID, "文件已加密", "The file is encrypted"),
    LIMIT(Kind.INVALID, "文件超出解析限制", "The file exceeds a limit of parsing"),
    NO_TEXT(Kind.INVALID, "文件中没有文字", "There are no words in the file"),
    BELONGS_TO_SOURCE(Kind.CONFLICT, "此文档属于 {0}，只能在那里修改", "The document belongs to {0} and is changed there alone"),
    CANCELLED(Kind.CONFLICT, "已取消", "Cancelled"),
    DAMAGED(Kind.UNAVAILABLE, "存储的内容已损坏", "The stored content is damaged"),
    INTERNAL(Kind.UNAVAILABLE, "处理时发生内部错误", "Something went wrong while processing");

    private final Kind kind;
    private final Text text;

    IngestError(Kind kind, String zh, String en) {
        this.kind = kind;
        this.text = new Text(zh, en);
    }

    @Override
    public String capability() {
        return Ingest.ID;
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
