package org.aistack.itests.architecture;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What bundles say about themselves: manifests, component descriptions, settings, tables, features. */
public class ManifestTest {

    /** Libraries in the shape of bundles: they export what they carry. */
    private static final Set<String> LIBRARIES = Set.of("kernel.jpa", "ai.natives");

    private static final Pattern WORD = Pattern.compile("[a-z]+\\.[a-z]{1,12}");
    private static final String OURS = "org.aistack.";

    private final Map<String, String> wrong = new TreeMap<>();

    private void check(String bundle, boolean fine, String what) {
        if (!fine) {
            wrong.merge(bundle, what, (a, b) -> a + "; " + b);
        }
    }

    private interface Rule {
        void on(Path bundle, String name) throws IOException;
    }

    private void each(Rule rule) throws IOException {
        List<Path> bundles = Repository.built();
        assertTrue("nothing was built", bundles.size() > 10);
        for (Path bundle : bundles) {
            String name = Repository.name(bundle);
            if (!name.equals("kernel.testkit")) {
                rule.on(bundle, name);
            }
        }
        assertEquals(Map.of(), wrong);
    }

    private static boolean domain(String name) {
        return !name.startsWith("kernel.") && !name.endsWith(".api");
    }

    @Test
    public void onlyApisExportAndNothingIsOptional() throws IOException {
        each((bundle, name) -> {
            Attributes manifest = Repository.manifest(bundle);
            boolean mayExport = name.endsWith(".api") || LIBRARIES.contains(name);
            check(name, mayExport == (manifest.getValue("Export-Package") != null), "exports or does not");
            String imports = String.valueOf(manifest.getValue("Import-Package"));
            check(name, !imports.contains("resolution:=optional"), "has an optional import");
            check(name, !imports.contains(".internal"), "imports an inside");
            for (String never :
                    List.of("DynamicImport-Package", "Require-Bundle", "Bundle-Activator", "Fragment-Host")) {
                check(name, manifest.getValue(never) == null, "has " + never);
            }
        });
    }

    @Test
    public void oneWordNamesEverything() throws IOException {
        String features = Files.readString(Repository.root().resolve("features/src/main/feature/features.xml"));
        each((bundle, name) -> {
            String id = name.substring(name.indexOf('.') + 1);
            check(name, WORD.matcher(name).matches(), "is not one word of at most twelve letters");
            check(
                    name,
                    (OURS + name).equals(Repository.manifest(bundle).getValue("Bundle-SymbolicName")),
                    "symbolic name");
            check(name, features.contains("mvn:org.aistack/" + OURS + name + "/"), "is in no feature");
            check(name, !domain(name) || features.contains("<feature name=\"aistack-" + id + "\""), "has no feature");
            folders(bundle.resolve("src/main/resources/db"))
                    .forEach(folder -> check(name, folder.equals(id), "migrations of " + folder));
            for (Document component : components(bundle)) {
                String pid = component.getDocumentElement().getAttribute("configuration-pid");
                String own = component.getDocumentElement().getAttribute("name");
                check(name, pid.isEmpty() || pid.equals(own) || pid.equals(OURS + name), "settings " + pid);
            }
            check(
                    name,
                    mentions(bundle, "configuration-pid=\"" + OURS + name + "\"")
                                    .isEmpty()
                            || Files.isRegularFile(Repository.root().resolve("config/" + OURS + name + ".cfg")),
                    "no file in config/");
        });
    }

    @Test
    public void everyDomainBundleHasOnePlate() throws IOException {
        each((bundle, name) -> {
            if (domain(name) && !LIBRARIES.contains(name)) {
                int plates = mentions(bundle, "<provide interface=\"org.aistack.kernel.catalog.Capability\"")
                        .size();
                check(name, plates == 1, plates + " name plates");
            }
        });
    }

    /** Domains reference services in constructors, and wait for them instead of living without. */
    @Test
    public void domainsReferenceInConstructors() throws IOException {
        each((bundle, name) -> {
            if (!domain(name)) {
                return;
            }
            for (Document component : components(bundle)) {
                String own = component.getDocumentElement().getAttribute("name");
                var references = component.getElementsByTagName("reference");
                for (int i = 0; i < references.getLength(); i++) {
                    Element reference = (Element) references.item(i);
                    String cardinality = reference.getAttribute("cardinality");
                    boolean many = cardinality.endsWith("n");
                    String what = own.substring(own.lastIndexOf('.') + 1) + " → " + reference.getAttribute("interface");
                    check(name, many || reference.hasAttribute("parameter"), what + " outside of the constructor");
                    check(name, !cardinality.equals("0..1"), what + " is optional");
                }
            }
        });
    }

    private static List<Document> components(Path bundle) throws IOException {
        List<Document> all = new ArrayList<>();
        for (Path file : descriptions(bundle)) {
            try (InputStream in = Files.newInputStream(file)) {
                all.add(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(in));
            } catch (ParserConfigurationException | SAXException e) {
                throw new IOException(file + " cannot be read", e);
            }
        }
        return all;
    }

    private static List<Path> mentions(Path bundle, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path file : descriptions(bundle)) {
            if (Files.readString(file).contains(text)) {
                found.add(file);
            }
        }
        return found;
    }

    private static List<Path> descriptions(Path bundle) throws IOException {
        Path folder = bundle.resolve("target/classes/OSGI-INF");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
