package org.aistack.rag.ingest.internal.parse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * Where the program of the parser process lies on disk.
 *
 * @param jars folder with the libraries
 * @param classes folder with the classes of the worker package
 */
public record ParserHome(Path jars, Path classes) {

    private static final String CLASSES = "/org/aistack/rag/ingest/worker";

    /** The bundle's copy, unpacked once per version of the bundle. */
    public static ParserHome of(Bundle bundle, Path base) throws IOException {
        Path home = base.resolve("program-" + bundle.getLastModified());
        if (!Files.isDirectory(home)) {
            Files.createDirectories(base);
            clear(base);
            Path fresh = Files.createTempDirectory(base, "new");
            copy(bundle.findEntries("/worker", "*.jar", false), fresh.resolve("jars"));
            copy(bundle.findEntries(CLASSES, "*.class", false), fresh.resolve("classes" + CLASSES));
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new ParserHome(home.resolve("jars"), home.resolve("classes"));
    }

    String classPath() {
        return classes + java.io.File.pathSeparator + jars.resolve("*");
    }

    private static void copy(Enumeration<URL> entries, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<URL> found = entries == null ? List.of() : Collections.list(entries);
        for (URL url : found) {
            String path = url.getPath();
            try (InputStream in = url.openStream()) {
                Files.copy(in, folder.resolve(path.substring(path.lastIndexOf('/') + 1)));
            }
        }
    }

    /** Programs of former versions and half-made copies. */
    private static void clear(Path base) throws IOException {
        try (Stream<Path> old = Files.list(base)) {
            for (Path folder : old.filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
