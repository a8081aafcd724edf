package org.aistack.itests;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A small bundle made while tests run: a name plate, a REST resource, and whatever is wrong with it. */
public final class Fixture {

    private static final String PLATE =
            """
            package %1$s;
            public final class Plate implements org.aistack.kernel.catalog.Capability {
                public String id() { return "%2$s"; }
                public org.aistack.kernel.Text title() { return new org.aistack.kernel.Text("%2$s", "%2$s"); }
            }
            """;
    private static final String RESOURCE =
            """
            package %1$s;
            import javax.ws.rs.*;
            @Path("things")
            @Produces("application/json")
            public final class ThingsResource {
                @GET
                @org.aistack.kernel.rest.Anyone
                public java.util.Map<String, String> get() { return java.util.Map.of("version", "%2$s"); }
            }
            """;

    private final String name;
    private final String version;
    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, String> sources = new TreeMap<>();
    private final List<String> components = new ArrayList<>();
    private final Map<String, byte[]> entries = new TreeMap<>();

    private Fixture(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /** A bundle with nothing in it. */
    public static Fixture bare(String name, String version) {
        return new Fixture(name, version);
    }

    /** A capability that works: {@code GET /api/<id>/things} says its version. */
    public static Fixture capability(String name, String version) {
        String id = name.substring(name.lastIndexOf('.') + 1);
        return new Fixture(name, version)
                .component("Plate", PLATE.formatted(name, id), "org.aistack.kernel.catalog.Capability")
                .component(
                        "ThingsResource",
                        RESOURCE.formatted(name, version),
                        name + ".ThingsResource",
                        "<property name=\"osgi.jaxrs.resource\" type=\"Boolean\" value=\"true\"/>");
    }

    public Fixture header(String key, String value) {
        headers.put(key, value);
        return this;
    }

    public Fixture entry(String path, byte[] content) {
        entries.put(path, content);
        return this;
    }

    /** One more component; {@code more} is put into its description as it is. */
    public Fixture component(String simpleName, String source, String service, String... more) {
        sources.put(simpleName, source);
        return described(simpleName, service, "", more);
    }

    /** An immediate component whose constructor runs {@code code}. */
    public Fixture immediate(String simpleName, String code, String... more) {
        sources.put(
                simpleName,
                "package " + name + "; public final class " + simpleName + " { public " + simpleName
                        + "() throws Exception { " + code + " } }");
        return described(simpleName, null, " immediate=\"true\"", more);
    }

    /** A health check that says CRITICAL. */
    public Fixture critical() {
        String source =
                """
                package %s;
                import org.apache.felix.hc.api.*;
                public final class Sick implements HealthCheck {
                    public Result execute() { return new Result(Result.Status.CRITICAL, "it is ill"); }
                }
                """
                        .formatted(name);
        return component(
                "Sick",
                source,
                "org.apache.felix.hc.api.HealthCheck",
                "<property name=\"hc.name\" value=\"" + name + ".sick\"/>");
    }

    private Fixture described(String simpleName, String service, String attributes, String... more) {
        String type = name + "." + simpleName;
        String provided = service == null ? "" : "<service><provide interface=\"" + service + "\"/></service>";
        String xml = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"" + type + "\""
                + attributes + "><implementation class=\"" + type + "\"/>" + String.join("", more) + provided
                + "</scr:component>";
        String path = "OSGI-INF/" + type + ".xml";
        components.add(path);
        entries.put(path, xml.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The jar. */
    public byte[] jar() {
        try {
            var manifest = new Manifest();
            Attributes main = manifest.getMainAttributes();
            main.putValue("Manifest-Version", "1.0");
            main.putValue("Bundle-ManifestVersion", "2");
            main.putValue("Bundle-SymbolicName", name);
            main.putValue("Bundle-Version", version);
            main.putValue("Bundle-Name", "Fixture :: " + name);
            if (!sources.isEmpty()) {
                main.putValue(
                        "Import-Package",
                        "org.aistack.kernel,org.aistack.kernel.catalog,org.aistack.kernel.rest,javax.ws.rs,"
                                + "org.apache.felix.hc.api");
            }
            if (!components.isEmpty()) {
                main.putValue("Service-Component", String.join(",", components));
            }
            headers.forEach(main::putValue);
            entries.putAll(compiled());
            var bytes = new ByteArrayOutputStream();
            try (var jar = new JarOutputStream(bytes, manifest)) {
                for (var entry : entries.entrySet()) {
                    jar.putNextEntry(new ZipEntry(entry.getKey()));
                    jar.write(entry.getValue());
                    jar.closeEntry();
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as a file. */
    public Path jar(Path file) {
        try {
            return Files.write(file, jar());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> compiled() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        if (sources.isEmpty()) {
            return classes;
        }
        Path folder = Files.createTempDirectory("fixture");
        List<String> line =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", folder.toString()));
        for (var source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            line.add(file.toString());
        }
        var errors = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, errors, errors, line.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException(errors.toString(StandardCharsets.UTF_8));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                classes.put(
                        folder.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** What fixtures compile against: jars of the server under test, wherever this runs. */
    private static String classPath() throws IOException {
        Path home = Path.of(System.getProperty("karaf.home", System.getProperty("local.repository", ".")));
        Path system = Files.isDirectory(home.resolve("system")) ? home.resolve("system") : home;
        List<String> folders = List.of(
                "org/aistack/org.aistack.kernel.api",
                "jakarta/ws/rs/jakarta.ws.rs-api",
                "org/apache/felix/org.apache.felix.healthcheck.api");
        List<String> jars = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(system.resolve(folder))) {
                jars.addAll(files.map(Path::toString)
                        .filter(file -> file.endsWith(".jar"))
                        .toList());
            }
        }
        return jars.stream().sorted().collect(Collectors.joining(File.pathSeparator));
    }
}
