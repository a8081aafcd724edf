package org.aistack.kernel.backup.internal;

import org.aistack.kernel.Code;
import org.aistack.kernel.Kind;
import org.aistack.kernel.Text;

/** Every way backups say no. */
public enum BackupError implements Code {
    BACKUP_RUNNING(Kind.CONFLICT, "已有备份正在进行", "A backup is being made already"),
    BACKUP_DAMAGED(Kind.CONFLICT, "备份已损坏：{0}", "The backup is damaged: {0}"),
    BACKUP_FOLDER(Kind.CONFLICT, "无法写入备份文件夹：{0}", "The folder for backups cannot be used: {0}"),
    PASSPHRASE_REQUIRED(
            Kind.INVALID,
            "备份密钥需要口令文件（设置 passphrase_file），口令至少 12 个字符",
            "Keys are only saved with a passphrase of at least 12 characters: set passphrase_file");

    private final Kind kind;
    private final Text text;

    BackupError(Kind kind, String zh, String en) {
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
