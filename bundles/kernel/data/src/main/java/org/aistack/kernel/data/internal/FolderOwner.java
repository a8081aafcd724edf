package org.aistack.kernel.data.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The data folder belongs to one running server: files, index and keys have no other guard, whatever the database is. The
 * operating system holds the lock and frees it with the process, however that ends.
 */
final class FolderOwner implements AutoCloseable {

    /** Nothing else may open this file: closing it again would free the lock. */
    private static final String FILE = "owner";

    private static final long LOOK_MILLISECONDS = 100;
    private static final int LONGEST = 100;

    private final FileChannel channel;

    private FolderOwner(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder; a server that was just stopped may need a moment to let go of it.
     *
     * @return empty when another server still has it after {@code patience}
     */
    static Optional<FolderOwner> of(Path folder, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            while (!locked(channel)) {
                if (System.nanoTime() - deadline >= 0 || !slept()) {
                    channel.close();
                    return Optional.empty();
                }
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    ("process " + ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return Optional.of(new FolderOwner(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be used", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this process
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK_MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Who has the folder, for people. */
    static String other(Path folder) {
        try {
            String text = Files.readString(folder.resolve(FILE)).strip();
            return text.isEmpty() || text.length() > LONGEST ? "another server" : "another server (" + text + ")";
        } catch (IOException e) {
            return "another server";
        }
    }

    /** Does what needs the folder, and lets go of the folder when that fails. */
    <T> T keeping(Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
