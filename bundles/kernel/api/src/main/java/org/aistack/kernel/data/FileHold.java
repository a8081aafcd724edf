package org.aistack.kernel.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Says whether a backup reads the files of capabilities at the moment. Whoever deletes a file below {@code
 * aistack.data/files} because its row is gone asks here first, after the row's deletion was committed, and leaves the
 * file for a later round while the answer is yes: a backup whose snapshot still has the row needs it.
 */
public final class FileHold {

    /** Name of the mark in the folder {@code aistack.data/files}; its time is renewed while the backup runs. */
    public static final String MARK = ".hold";

    /** A mark that was not renewed for so long was left by a server that died. */
    public static final Duration VOID = Duration.ofMinutes(10);

    private FileHold() {}

    /**
     * Must nothing be deleted now?
     *
     * @param files the folder {@code aistack.data/files}
     */
    public static boolean active(Path files) {
        try {
            return Files.getLastModifiedTime(files.resolve(MARK))
                    .toInstant()
                    .isAfter(Instant.now().minus(VOID));
        } catch (IOException e) {
            return false;
        }
    }
}
