package org.aistack.kernel.catalog.internal.deploy.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Jars for tests. */
final class Jars {

    private static final String PLATE =
            "<scr:component name=\"a.Plate\"><service><provide interface=\"org.aistack.kernel.catalog.Capability\"/></service></scr:component>";

    private final Map<String, String> headers = new TreeMap<>(Map.of(
            "Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "org.aistack.ops.gadget", "Bundle-Version", "1.2.3"));
    private final Map<String, byte[]> entries = new TreeMap<>();

    static Jars capability() {
        var jars = new Jars();
        jars.headers.put("Service-Component", "OSGI-INF/a.Plate.xml");
        jars.entries.put("OSGI-INF/a.Plate.xml", PLATE.getBytes(StandardCharsets.UTF_8));
        return jars;
    }

    static Jars plain() {
        return new Jars();
    }

    Jars header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Jars without(String name) {
        headers.remove(name);
        return this;
    }

    Jars entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    Path in(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path file = Files.createTempFile(folder, "test", ".jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (var entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return file;
    }
}
