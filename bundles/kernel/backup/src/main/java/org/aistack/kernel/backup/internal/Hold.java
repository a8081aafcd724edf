package org.aistack.kernel.backup.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import org.aistack.kernel.data.FileHold;

/** Keeps capabilities from deleting files while they are copied. Must begin before the snapshot it protects. */
final class Hold implements AutoCloseable {

    private static final int RENEW_SECONDS = 30;

    private final Path mark;
    private final Clock clock;
    private Instant renewed;

    private Hold(Path mark, Clock clock) {
        this.mark = mark;
        this.clock = clock;
    }

    static Hold on(Path files, Clock clock) throws IOException {
        Files.createDirectories(files);
        Path mark = files.resolve(FileHold.MARK);
        var hold = new Hold(mark, clock);
        Files.write(mark, new byte[0]);
        hold.touch();
        return hold;
    }

    /** Called often; does little. */
    void renew() {
        if (clock.instant().isAfter(renewed.plusSeconds(RENEW_SECONDS))) {
            try {
                touch();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void touch() throws IOException {
        renewed = clock.instant();
        try {
            Files.setLastModifiedTime(mark, FileTime.from(renewed));
        } catch (NoSuchFileException e) {
            throw new IOException("somebody removed " + mark + " while a backup needs it", e);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(mark);
    }
}
