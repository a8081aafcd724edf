package org.aistack.kernel.rest.internal.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A secret of 32 random bytes in a file that only the server's user can read; made once. */
public final class KeyFile {

    private static final int LENGTH = 32;

    private KeyFile() {}

    /** The secret called {@code name} in {@code folder}. */
    public static byte[] read(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(folder, file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != LENGTH) {
                throw new IOException(name + " is damaged: it has " + key.length + " bytes");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path folder, Path file) throws IOException {
        Files.createDirectories(folder);
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path made = posix
                ? Files.createTempFile(
                        folder,
                        ".key",
                        null,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, ".key", null);
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        Files.write(made, key);
        try {
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // somebody was faster, theirs counts
            Files.delete(made);
        }
    }
}
