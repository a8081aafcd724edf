package org.aistack.itests.architecture;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.BeforeClass;
import org.junit.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Nothing gets into the server or onto a compile path that {@code docs/dependencies.allowed} does not name with a licence. */
public class DependencyTest {

    private static final Set<String> LICENCES = Set.of(
            "Apache-2.0",
            "MIT",
            "0BSD",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-1.0",
            "EPL-2.0",
            "MPL-1.1",
            "CDDL-1.0",
            // free to use for reading archives, not for writing them
            "CDDL-1.1",
            "UnRar");

    private static final Path ROOT = Repository.root();
    private static final Map<String, String> ALLOWED = new LinkedHashMap<>();
    private static final Set<String> PRESENT = new TreeSet<>();

    @BeforeClass
    public static void read() throws IOException {
        for (String line : Files.readAllLines(ROOT.resolve("docs/dependencies.allowed"))) {
            String[] words = line.strip().split("\\s+");
            if (!line.isBlank() && !line.startsWith("#")) {
                ALLOWED.put(words[0], words.length == 2 ? words[1] : "unreadable: " + line);
            }
        }
        Path assembly = ROOT.resolve("karaf-assembly/target/assembly");
        try (Stream<Path> files = Files.walk(assembly)) {
            for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                carried(assembly.relativize(jar), jar);
            }
        }
        try (Stream<Path> files = Files.walk(ROOT, 4)) {
            for (Path pom : files.filter(f -> f.endsWith("pom.xml")).toList()) {
                if (!pom.toString().contains("/target/")) {
                    asked(pom);
                }
            }
        }
        assertTrue("found almost nothing: " + PRESENT, PRESENT.size() > 200);
    }

    @Test
    public void everyLibraryIsAllowed() {
        Set<String> unknown = new TreeSet<>(PRESENT);
        unknown.removeIf(library -> ALLOWED.keySet().stream().anyMatch(rule -> covers(rule, library)));
        assertEquals("not in docs/dependencies.allowed", Set.of(), unknown);
    }

    @Test
    public void everyLicenceIsOneWeTake() {
        Set<String> strange = new TreeSet<>(ALLOWED.values());
        strange.removeAll(LICENCES);
        assertEquals(Set.of(), strange);
    }

    @Test
    public void theListNamesNothingThatIsGone() {
        Set<String> idle = new TreeSet<>(ALLOWED.keySet());
        idle.removeIf(rule -> PRESENT.stream().anyMatch(library -> covers(rule, library)));
        assertEquals("in docs/dependencies.allowed, but nowhere else", Set.of(), idle);
    }

    private static boolean covers(String rule, String library) {
        return rule.endsWith("*") ? library.startsWith(rule.substring(0, rule.length() - 1)) : library.equals(rule);
    }

    /** A jar of the distribution, by its place in the repository layout, and the jars inside ours. */
    private static void carried(Path place, Path jar) throws IOException {
        boolean ours = place.startsWith("system/org/aistack");
        if (ours) {
            embedded(jar);
        } else if (place.startsWith("system")) {
            Path artifact = place.getParent().getParent();
            String group =
                    place.subpath(1, artifact.getNameCount() - 1).toString().replace('/', '.');
            PRESENT.add(group + ":" + artifact.getFileName());
        } else {
            PRESENT.add("lib:" + plain(place.getFileName().toString()));
        }
    }

    private static void embedded(Path jar) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".jar")) {
                    PRESENT.add("embedded:" + plain(name.substring(name.lastIndexOf('/') + 1)));
                }
            }
        }
    }

    /** The name of a jar without its version. */
    private static String plain(String file) {
        return file.replaceFirst("(-\\d[^/]*)?\\.jar$", "");
    }

    private static void asked(Path pom) throws IOException {
        try (InputStream in = Files.newInputStream(pom)) {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            var dependencies = document.getElementsByTagName("dependency");
            for (int i = 0; i < dependencies.getLength(); i++) {
                Element dependency = (Element) dependencies.item(i);
                String group = text(dependency, "groupId");
                if (!group.equals("org.aistack") && !group.startsWith("$")) {
                    PRESENT.add(group + ":" + text(dependency, "artifactId"));
                }
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(pom + " cannot be read", e);
        }
    }

    private static String text(Element element, String tag) {
        return element.getElementsByTagName(tag).item(0).getTextContent().strip();
    }
}
