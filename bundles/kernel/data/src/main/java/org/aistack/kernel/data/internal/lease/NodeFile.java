package org.aistack.kernel.data.internal.lease;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.aistack.kernel.cluster.Node;

/**
 * The name and life of this server, kept in the file {@code server} of its data folder: the name in the first line, the
 * number of the last life in the second. The folder has one owner, so the numbers rise.
 */
public record NodeFile(String name, long life) implements Node {

    private static final String FILE = "server";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    /**
     * Begins the next life of the server of this folder.
     *
     * @param fresh becomes its name when it has none yet, or what the file says is not one
     */
    public static Node next(Path folder, String fresh) {
        try {
            Files.createDirectories(folder);
            Node before = read(folder.resolve(FILE), fresh);
            var now = new NodeFile(before.name(), before.life() + 1);
            now.write(folder);
            return now;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node read(Path file, String fresh) throws IOException {
        if (!Files.exists(file)) {
            return new NodeFile(fresh, 0);
        }
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        try {
            if (lines.size() >= 2 && NAME.matcher(lines.get(0)).matches()) {
                return new NodeFile(lines.get(0), Long.parseLong(lines.get(1)));
            }
        } catch (NumberFormatException e) {
            // a damaged file is no reason not to start: a server of a new name has no earlier lives
        }
        return new NodeFile(fresh, 0);
    }

    private void write(Path folder) throws IOException {
        Path half = folder.resolve(FILE + ".new");
        try (var out = new FileOutputStream(half.toFile())) {
            out.write((name + "\n" + life + "\n").getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(half, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
