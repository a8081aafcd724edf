package org.aistack.kernel.catalog.internal.deploy.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/** The jars that are or were in service, by what they contain. Nobody else writes there. */
public final class Contents {

    private static final String END = ".jar";
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Path folder;

    public Contents(Path folder) {
        this.folder = folder;
    }

    /** Keeps a copy of a stream under the hash of its content. */
    public String keep(InputStream content) throws IOException {
        open();
        Path fresh = Files.createTempFile(folder, "incoming", ".part");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = Files.newOutputStream(fresh)) {
                new DigestInputStream(content, digest).transferTo(out);
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            force(fresh);
            Files.move(fresh, path(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
            return sha256;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Keeps a copy of a file under the hash of its content. */
    public String keep(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return keep(in);
        }
    }

    public Path path(String sha256) {
        return folder.resolve(sha256 + END);
    }

    /** Whether a content is still kept. */
    public boolean has(String sha256) {
        return !sha256.isEmpty() && Files.isRegularFile(path(sha256));
    }

    /** Deletes everything but {@code kept} and what has just come in. */
    void prune(Set<String> kept) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + END)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                boolean fresh = Files.getLastModifiedTime(file)
                        .toInstant()
                        .isAfter(Instant.now().minus(FRESH));
                if (!fresh && !kept.contains(name.substring(0, name.length() - END.length()))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void open() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Makes sure that a file, or what a folder says about its files, is on the disk. */
    static void force(Path path) throws IOException {
        var how = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
