package org.aistack.kernel.backup.internal.part;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Copies folders of many files, with a list of what was copied. */
public final class Tree {

    /** The list of the files of capabilities. */
    public static final String LIST = "files.jsonl.gz";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Tree() {}

    /**
     * How much there was.
     *
     * @param files number of files
     * @param bytes their size
     */
    public record Sum(long files, long bytes) {}

    /** What to do with each entry of a list. */
    public interface Each {
        void file(Manifest.Part part) throws IOException;
    }

    /**
     * Copies what is there. Files that vanish meanwhile were not needed.
     *
     * @param wanted which names
     * @param list where each file is noted, as a line of JSON
     * @param copied told the number of files so far
     */
    public static Sum copy(Path from, Path to, Predicate<String> wanted, PartStream list, LongConsumer copied)
            throws IOException {
        long[] sum = new long[2];
        if (!Files.isDirectory(from)) {
            return new Sum(0, 0);
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && wanted.test(file.getFileName().toString())) {
                    String path = from.relativize(file).toString().replace('\\', '/');
                    Path target = to.resolve(path);
                    Files.createDirectories(target.getParent());
                    try {
                        String sha256 = Durable.copy(file, target);
                        long size = Files.size(target);
                        JSON.writeValue(new Kept(list), new Manifest.Part(path, size, sha256));
                        list.write('\n');
                        sum[0]++;
                        sum[1] += size;
                        copied.accept(sum[0]);
                    } catch (NoSuchFileException e) {
                        Files.deleteIfExists(target.resolveSibling(target.getFileName() + ".part"));
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return new Sum(sum[0], sum[1]);
    }

    /** Goes through a list. */
    public static Sum each(Path list, Each action) throws IOException {
        long files = 0;
        long bytes = 0;
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(list)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var part = JSON.readValue(line, Manifest.Part.class);
                action.file(part);
                files++;
                bytes += part.bytes();
            }
        }
        return new Sum(files, bytes);
    }

    /** Jackson closes what it has written to. */
    private static final class Kept extends java.io.FilterOutputStream {

        Kept(PartStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            out.write(bytes, start, length);
        }

        @Override
        public void close() {
            // more follows
        }
    }
}
