package org.aistack.kernel.data.internal.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Bundle;

/** Finds the migration scripts of a unit in {@code db/<id>}. */
public final class Scripts {

    private static final Comparator<Script> ORDER = Comparator.comparing(Script::name);

    private Scripts() {}

    /** Those inside a bundle. */
    public static List<Script> in(Bundle bundle, String unit) throws IOException {
        var entries = bundle.findEntries("db/" + unit, "*.sql", false);
        var scripts = new ArrayList<Script>();
        for (URL url : entries == null ? List.<URL>of() : Collections.list(entries)) {
            String path = url.getPath();
            try (InputStream in = url.openStream()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                scripts.add(new Script(path.substring(path.lastIndexOf('/') + 1), text));
            }
        }
        scripts.sort(ORDER);
        return scripts;
    }

    /** Those on a class path: folders and jars. */
    public static List<Script> in(ClassLoader loader, String unit) throws IOException {
        var scripts = new ArrayList<Script>();
        for (URL url : Collections.list(loader.getResources("db/" + unit))) {
            String place = url.toString();
            int inside = place.indexOf("!/");
            if (inside > 0) {
                Path archive = Path.of(URI.create(place.substring("jar:".length(), inside)));
                try (var jar = FileSystems.newFileSystem(archive)) {
                    read(jar.getPath("db", unit), scripts);
                }
            } else {
                read(Path.of(URI.create(place)), scripts);
            }
        }
        scripts.sort(ORDER);
        return scripts;
    }

    private static void read(Path folder, List<Script> scripts) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.sql")) {
            for (Path file : files) {
                scripts.add(new Script(file.getFileName().toString(), Files.readString(file)));
            }
        }
    }
}
