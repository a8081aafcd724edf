package org.aistack.kernel.backup.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the PID {@code org.aistack.kernel.backup}. */
@ObjectClassDefinition(name = "备份 Backup", description = "备份的位置、时间与保留 / Where, when and how long backups are kept")
public @interface BackupSettings {

    @AttributeDefinition(
            name = "文件夹 Folder",
            description = "备份所在的文件夹；留空则不定时备份，手动备份在 data/backups / "
                    + "where backups are kept; empty: none by schedule, those asked for go to data/backups")
    String folder() default "";

    @AttributeDefinition(name = "时间 Cron", description = "分 时 日 月 周 / minute, hour, day, month, day of week")
    String cron() default "30 2 * * *";

    @AttributeDefinition(
            name = "密钥口令文件 Passphrase file",
            description = "设置后密钥加密后一并备份 / when set, keys are saved too, encrypted with what the file contains")
    String passphrase__file() default "";

    @AttributeDefinition(
            name = "每日 Daily",
            description = "保留天数 / days to keep one backup of each",
            min = "1",
            max = "366")
    int keep__daily() default 7;

    @AttributeDefinition(
            name = "每周 Weekly",
            description = "保留周数 / weeks to keep one backup of each",
            min = "0",
            max = "520")
    int keep__weekly() default 4;

    @AttributeDefinition(
            name = "每月 Monthly",
            description = "保留月数 / months to keep one backup of each",
            min = "0",
            max = "240")
    int keep__monthly() default 12;
}
