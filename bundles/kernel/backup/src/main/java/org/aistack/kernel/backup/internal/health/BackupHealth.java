package org.aistack.kernel.backup.internal.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.aistack.kernel.backup.internal.Backups;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Are backups made as they should be, and does something still wait to be restored? */
@Component(property = {"hc.name=kernel.backup", "hc.title=备份 · Backup", "hc.tags=kernel"})
public final class BackupHealth implements HealthCheck {

    /** A night was missed, and more. */
    private static final Duration TOO_OLD = Duration.ofHours(50);

    private final Backups backups;
    private final Clock clock;
    private final Path restore;
    private final Instant start;

    @Activate
    public BackupHealth(@Reference Backups backups, @Reference Clock clock) {
        this.backups = backups;
        this.clock = clock;
        this.restore = Path.of(System.getProperty("aistack.data", "data"), "restore");
        this.start = clock.instant();
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        Optional<Instant> last = backups.last();
        if (backups.scheduled() && clock.instant().isAfter(last.orElse(start).plus(TOO_OLD))) {
            log.warn("the last backup is of {}", last.map(Instant::toString).orElse("never"));
        } else {
            log.info("the last backup is of {}", last.map(Instant::toString).orElse("never"));
        }
        if (Files.isDirectory(restore)) {
            try (var units = Files.list(restore)) {
                units.filter(Files::isDirectory)
                        .map(unit -> unit.getFileName().toString())
                        .filter(name -> !name.startsWith("."))
                        .sorted()
                        .forEach(name -> log.warn("restored rows wait for the capability {}", name));
            } catch (IOException e) {
                log.warn("{} cannot be read", restore);
            }
        }
        return new Result(log);
    }
}
