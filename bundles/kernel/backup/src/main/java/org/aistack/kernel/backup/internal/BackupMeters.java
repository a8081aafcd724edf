package org.aistack.kernel.backup.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric of backups. */
@Component(service = BackupMeters.class, immediate = true)
public final class BackupMeters {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(15);

    private final Backups backups;
    private final Instant installed;
    private double value;
    private long read = System.nanoTime() - FRESH;

    @Activate
    public BackupMeters(
            @Reference Meters meters,
            @Reference Backups backups,
            @Reference(target = "(name=aistack)") DataSource database,
            @Reference Clock clock) {
        this.backups = backups;
        installed = installed(database).orElseGet(clock::instant);
        meters.gauge(
                "backup_last_success_timestamp_seconds",
                "最近一次备份成功的时间，此前为安装时间 · When a backup succeeded for the last time; the time of installation until then.",
                this::last);
    }

    private synchronized double last() {
        if (System.nanoTime() - read >= FRESH) {
            value = backups.last().orElse(installed).toEpochMilli() / 1000.0;
            read = System.nanoTime();
        }
        return value;
    }

    /** The database knows when its first table was made. */
    private static Optional<Instant> installed(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select min(installed_on) from data_schema")) {
            row.next();
            return Optional.ofNullable(row.getObject(1, LocalDateTime.class))
                    .map(local -> local.atZone(ZoneId.systemDefault()).toInstant());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
