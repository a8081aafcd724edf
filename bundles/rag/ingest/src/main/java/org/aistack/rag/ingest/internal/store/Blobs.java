package org.aistack.rag.ingest.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.aistack.kernel.Id;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.FileHold;
import org.aistack.rag.ingest.internal.IngestError;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Contents as files, one folder per document, each file named by the SHA-256 of its bytes. A file is there completely or
 * not at all. Nothing is shared between documents: so deleting one is deleting a folder, and nobody can tell whether
 * somebody else has the same file.
 */
@Component(service = Blobs.class)
public final class Blobs {

    private static final int BUFFER = 1 << 16;
    private static final String PARSED = "parsed";

    private final Path root;

    @Activate
    public Blobs() {
        this(Path.of(System.getProperty("aistack.data", "data"), "files", "ingest"));
    }

    public Blobs(Path root) {
        this.root = root;
    }

    /** SHA-256 in lower case hexadecimal. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Copies a file in. */
    public void put(long document, String sha256, Path source) {
        store(document, sha256, target -> Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING));
    }

    public void put(long document, String sha256, byte[] bytes) {
        store(document, sha256, target -> Files.write(target, bytes));
    }

    /** Where the bytes lie; the file need not be there. */
    public Path path(long document, String sha256) {
        return folder(document).resolve(sha256);
    }

    /** Where the parser's words lie between two stages. May vanish at any time: it can be made again. */
    public Path parsed(long document) {
        Path folder = folder(document);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(PARSED);
    }

    /**
     * The text of a file, its bytes checked.
     *
     * @throws Problem {@link IngestError#DAMAGED} when they are not what was stored
     */
    public String text(long document, String sha256) {
        try {
            byte[] bytes = Files.readAllBytes(path(document, sha256));
            if (sha256(bytes).equals(sha256)) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            // answered below, like wrong bytes
        }
        throw Problem.of(IngestError.DAMAGED);
    }

    /** The file with its bytes checked. */
    public Path checked(long document, String sha256) {
        Path file = path(document, sha256);
        try {
            if (sha256(file).equals(sha256)) {
                return file;
            }
        } catch (UncheckedIOException e) {
            // answered below, like wrong bytes
        }
        throw Problem.of(IngestError.DAMAGED);
    }

    /** SHA-256 of a file's bytes. */
    public static String sha256(Path file) {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes everything of a document whose row is gone; while a backup runs it stays for the sweeper. */
    public void delete(long document) {
        if (FileHold.active(root.toAbsolutePath().getParent())) {
            return;
        }
        Path folder = folder(document);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // already gone
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of the documents that have files. */
    public List<Long> documents() {
        List<Long> found = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return found;
        }
        try (Stream<Path> folders = Files.walk(root, 2)) {
            folders.map(f -> Id.parse(f.getFileName().toString()))
                    .filter(id -> id != 0)
                    .forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private Path folder(long document) {
        String id = Id.text(document);
        return root.resolve(id.substring(id.length() - 2)).resolve(id);
    }

    /** Writes into a file of the same folder. */
    private interface Fill {
        void into(Path target) throws IOException;
    }

    private void store(long document, String sha256, Fill fill) {
        Path folder = folder(document);
        Path target = folder.resolve(sha256);
        try {
            if (Files.exists(target)) {
                return;
            }
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "new", ".part");
            fill.into(fresh);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
