package org.aistack.kernel.backup.internal;

import java.time.Instant;
import java.util.List;
import org.aistack.kernel.backup.internal.part.Manifest;

/**
 * A backup as people see it.
 *
 * @param createdAt the moment whose data it has
 * @param seconds how long it took
 * @param database {@code h2} or {@code postgresql}
 * @param bytes size of the whole folder
 */
public record BackupView(
        String id,
        String productVersion,
        Instant createdAt,
        double seconds,
        String database,
        long rows,
        long files,
        long bytes,
        boolean keysIncluded,
        List<Manifest.Unit> units) {

    public static BackupView of(Manifest manifest) {
        return new BackupView(
                manifest.id(),
                manifest.productVersion(),
                manifest.moment(),
                manifest.seconds(),
                manifest.database(),
                manifest.rows(),
                manifest.files(),
                manifest.bytes(),
                manifest.keysIncluded(),
                manifest.units());
    }
}
