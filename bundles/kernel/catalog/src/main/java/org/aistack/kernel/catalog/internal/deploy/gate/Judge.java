package org.aistack.kernel.catalog.internal.deploy.gate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.internal.deploy.Words;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Looks at a file without running anything of it, and says what it is or why it is not let in. */
public final class Judge {

    /** What a file may unpack to. */
    public record Limits(int entries, long bytes, int ratio) {

        public static final Limits DEFAULT = new Limits(50_000, 1L << 30, 200);
    }

    /** Small files may be packed as tightly as they like. */
    private static final long HARMLESS = 10L << 20;

    private static final int MANIFEST_MAX = 4 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern PLATE =
            Pattern.compile("interface\\s*=\\s*[\"']org\\.aistack\\.kernel\\.catalog\\.Capability[\"']");

    private final Limits limits;

    public Judge(Limits limits) {
        this.limits = limits;
    }

    /**
     * Looks at a file.
     *
     * @throws Refused when it is not a bundle that may be deployed
     */
    public Jar judge(Path file) throws Refused, IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            size(zip, Files.size(file));
            Manifest manifest = manifest(zip);
            return read(zip, manifest);
        } catch (java.util.zip.ZipException | IllegalArgumentException notZip) {
            throw new Refused(
                    Words.say("不是完整的 jar 文件：{0}", "It is not a complete jar file: {0}", Words.firstLine(notZip)));
        }
    }

    /** The symbolic name of a file that may be anything; empty when it has none. */
    public static String name(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String name = manifest(zip).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            return name == null ? "" : name.split(";", 2)[0].strip();
        } catch (IOException | Refused | IllegalArgumentException anything) {
            return "";
        }
    }

    /** Sizes in the table of contents can lie, so everything is unpacked once, into nothing. */
    private void size(ZipFile zip, long packed) throws IOException, Refused {
        long unpacked = 0;
        int count = 0;
        Set<String> names = new HashSet<>();
        byte[] buffer = new byte[1 << 16];
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (++count > limits.entries()) {
                throw new Refused(Words.say("超过 {0} 个条目", "It has more than {0} entries", limits.entries()));
            }
            if (name.startsWith("/")
                    || name.contains("\\")
                    || List.of(name.split("/")).contains("..")) {
                throw new Refused(Words.say("含有越界的文件名", "It holds a file name that leads outside"));
            }
            if (!names.add(name)) {
                throw new Refused(Words.say("条目 {0} 出现两次", "The entry {0} is there twice", name));
            }
            try (InputStream in = zip.getInputStream(entry)) {
                for (int n; (n = in.read(buffer)) > 0; ) {
                    unpacked += n;
                    bomb(unpacked, packed);
                }
            }
        }
    }

    private void bomb(long unpacked, long packed) throws Refused {
        if (unpacked > limits.bytes() || unpacked > HARMLESS && unpacked / limits.ratio() > packed) {
            throw new Refused(Words.say(
                    "解压后过大（压缩炸弹）：最多 {0} MB，且最多为文件的 {1} 倍",
                    "It unpacks to too much: {0} MB at most, and {1} times its size at most",
                    limits.bytes() >> 20,
                    limits.ratio()));
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException, Refused {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            throw new Refused(notBundle("META-INF/MANIFEST.MF"));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MANIFEST_MAX);
            return new Manifest(new java.io.ByteArrayInputStream(bytes));
        }
    }

    private static Text notBundle(String missing) {
        return Words.say("不是 OSGi bundle：缺少 {0}", "It is not an OSGi bundle: it has no {0}", missing);
    }

    private static Jar read(ZipFile zip, Manifest manifest) throws IOException, Refused {
        Attributes main = manifest.getMainAttributes();
        String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null || !"2".equals(main.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new Refused(notBundle(name == null ? "Bundle-SymbolicName" : "Bundle-ManifestVersion: 2"));
        }
        name = name.split(";", 2)[0].strip();
        if (!NAME.matcher(name).matches()) {
            throw new Refused(Words.say("Bundle-SymbolicName 无效", "Its Bundle-SymbolicName is not valid"));
        }
        if (main.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new Refused(Words.say(
                    "片段 bundle 会改变别的 bundle，不能部署", "A fragment changes another bundle; it cannot be deployed"));
        }
        String version = version(main);
        Set<String> exports = exports(main.getValue(Constants.EXPORT_PACKAGE));
        boolean plate = plate(zip, main.getValue("Service-Component"));
        return new Jar(name, version, plate, library(exports, main), exports);
    }

    private static String version(Attributes main) throws Refused {
        String version = main.getValue(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(version).toString();
        } catch (IllegalArgumentException e) {
            throw new Refused(Words.say("版本号无效：{0}", "Its version is not valid: {0}", version));
        }
    }

    /** Names of exported packages: the parts before the first semicolon that are no attribute. */
    static Set<String> exports(String header) {
        Set<String> packages = new HashSet<>();
        if (header == null) {
            return packages;
        }
        for (String clause : header.replaceAll("\"[^\"]*\"", "").split(",")) {
            for (String part : clause.split(";")) {
                if (!part.contains("=") && !part.isBlank()) {
                    packages.add(part.strip());
                }
            }
        }
        return packages;
    }

    private static boolean plate(ZipFile zip, String components) throws IOException {
        if (components == null) {
            return false;
        }
        for (String file : components.split(",")) {
            String path = file.strip();
            int star = path.lastIndexOf('*');
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                boolean meant = star < 0 ? name.equals(path) : name.startsWith(folder) && name.endsWith(".xml");
                if (meant && PLATE.matcher(text(zip, entry)).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(MANIFEST_MAX), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** Offers packages and does nothing by itself. */
    private static boolean library(Set<String> exports, Attributes main) {
        return !exports.isEmpty()
                && main.getValue("Service-Component") == null
                && main.getValue(Constants.BUNDLE_ACTIVATOR) == null;
    }
}
