package org.aistack.kernel.observe.internal.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Can the data folder be written, and is there room? */
@Component(property = {"hc.name=kernel.disk", "hc.title=数据目录 · Data folder", "hc.tags=kernel", "hc.tags=ready"})
public final class DiskHealth implements HealthCheck {

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long FEW = 512 * MEBIBYTE;

    private final Path folder;

    @Activate
    public DiskHealth() {
        this(Path.of(System.getProperty("aistack.data", ".")));
    }

    DiskHealth(Path folder) {
        this.folder = folder;
    }

    @Override
    public Result execute() {
        try {
            Path probe = Files.createTempFile(folder, ".health", ".tmp");
            try {
                Files.write(probe, new byte[1]);
            } finally {
                Files.deleteIfExists(probe);
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            String detail = free / MEBIBYTE + " MiB are free";
            return new Result(free < FEW ? Result.Status.WARN : Result.Status.OK, detail);
        } catch (IOException e) {
            return new Result(Result.Status.CRITICAL, "the data folder cannot be written");
        }
    }
}
