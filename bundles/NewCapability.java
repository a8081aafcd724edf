import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a new capability from the living reference capability, shared notes.
 *
 * <pre>java bundles/NewCapability.java ops recipes</pre>
 *
 * The copy builds, deploys and passes its tests unchanged; then make it yours. Needs a JDK 17 and nothing else.
 */
public final class NewCapability {

    private static final Pattern ID = Pattern.compile("[a-z]{2,12}");
    /** Most capabilities have nothing to say to search, and groups below rag may not know it: this part is never copied. */
    private static final Pattern KNOWLEDGE = Pattern.compile("internal[/\\\\]knowledge");
    private static final List<String> BINARY = List.of(".png", ".jar", ".ico");

    private final Path root;
    private final String group;
    private final String id;

    private NewCapability(Path root, String group, String id) {
        this.root = root;
        this.group = group;
        this.id = id;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2 || !ID.matcher(arguments[1]).matches()) {
            fail("usage: java bundles/NewCapability.java <group> <id>   (id: 2 to 12 lower-case letters)");
        }
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve("bundles/ops/notes"))) {
            root = root.getParent();
        }
        if (root == null) {
            fail("run it inside the repository");
        }
        new NewCapability(root, arguments[0], arguments[1]).make();
    }

    private void make() throws IOException {
        Path groupFolder = root.resolve("bundles").resolve(group);
        if (!Files.isRegularFile(groupFolder.resolve("pom.xml"))) {
            fail("there is no group " + group + " below bundles/");
        }
        Path bundle = groupFolder.resolve(id);
        if (Files.exists(bundle)) {
            fail("there is already " + root.relativize(bundle));
        }
        copy(root.resolve("bundles/ops/notes"), bundle);
        copy(
                root.resolve("bundles/ops/api/src/main/java/org/aistack/ops/notes"),
                bundle.resolve("src/main/java/org/aistack/" + group + "/" + id));
        standAlone(bundle);
        addModule(groupFolder.resolve("pom.xml"));
        addFeature(root.resolve("features/src/main/feature/features.xml"));
        addDependency(root.resolve("features/pom.xml"));
        addDependency(root.resolve("pom.xml"));
        System.out.println("Made " + root.relativize(bundle));
        System.out.println("Build it:   mvn -pl bundles/" + group + "/" + id + " -am package");
        System.out.println("Deploy it:  cp bundles/" + group + "/" + id + "/target/org.aistack." + group + "." + id
                + "-*.jar <server>/deploy/");
    }

    private void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : all.filter(Files::isRegularFile).toList()) {
                Path relative = from.relativize(source);
                if (relative.startsWith("target") || KNOWLEDGE.matcher(relative.toString()).find()) {
                    continue;
                }
                Path target = to.resolve(rename(relative.toString()));
                Files.createDirectories(target.getParent());
                if (BINARY.stream().anyMatch(source.toString()::endsWith)) {
                    Files.copy(source, target);
                } else {
                    Files.writeString(target, rename(Files.readString(source)), StandardCharsets.UTF_8);
                }
            }
        }
    }

    /**
     * The copy is one bundle: its records stay inside until another capability needs them; then they move to the api bundle
     * of the group.
     */
    private void standAlone(Path bundle) throws IOException {
        Path pom = bundle.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replaceAll("(?s) *<dependencies>.*?</dependencies>\n", ""));
        Path info = bundle.resolve("src/main/java/org/aistack/" + group + "/" + id + "/package-info.java");
        Files.writeString(info, Files.readString(info).replaceAll("@org.osgi.annotation.versioning.Version.*\n", ""));
    }

    /** Notes becomes the new word everywhere: packages, classes, tables, topics, paths, texts. */
    private String rename(String text) {
        String name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
        return text.replace("org.aistack.ops", "org.aistack." + group)
                .replace("org/aistack/ops", "org/aistack/" + group)
                .replace("Operations :: Notes", "Operations :: " + name)
                .replaceAll("\\bNotes(?=[A-Z])", name)
                .replaceAll("\\bNotes\\b", name)
                .replaceAll("(?<![A-Za-z])notes(?![A-Za-z])", id);
    }

    private void addModule(Path pom) throws IOException {
        String text = Files.readString(pom);
        Files.writeString(pom, text.replace("\n  </modules>", "\n    <module>" + id + "</module>\n  </modules>"));
    }

    /** The feature of the reference capability, once more under the new name, and its place in the feature of the group. */
    private void addFeature(Path features) throws IOException {
        String text = Files.readString(features);
        var feature = Pattern.compile("(?s)\\n  <feature name=\"aistack-notes\".*?\\n  </feature>").matcher(text);
        if (!feature.find()) {
            fail("the feature aistack-notes is not in " + root.relativize(features));
        }
        String copy = rename(feature.group().replaceAll("\\n[^\\n]*org.aistack.(?:ops|rag).api/[^\\n]*", ""));
        text = text.substring(0, feature.end()) + copy + text.substring(feature.end());
        String group = "<feature name=\"aistack-" + this.group + "\" version=\"${project.version}\">";
        text = text.replace(group, group + "\n    <feature>aistack-" + id + "</feature>");
        Files.writeString(features, text);
    }

    /** Features name their bundles as dependencies, so that they are built before; the root names their version. */
    private void addDependency(Path pom) throws IOException {
        String text = Files.readString(pom);
        var dependency = Pattern.compile("(?s)\\n *<dependency>(?:(?!</dependency>).)*org.aistack.ops.notes<.*?</dependency>")
                .matcher(text);
        if (!dependency.find()) {
            fail("the dependency on org.aistack.ops.notes is not in " + root.relativize(pom));
        }
        Files.writeString(
                pom, text.substring(0, dependency.end()) + rename(dependency.group()) + text.substring(dependency.end()));
    }

    private static void fail(String why) {
        System.err.println(why);
        System.exit(1);
    }
}
