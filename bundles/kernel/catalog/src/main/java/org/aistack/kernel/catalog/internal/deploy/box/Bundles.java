package org.aistack.kernel.catalog.internal.deploy.box;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.aistack.kernel.catalog.internal.Plates;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The container's bundles, by their symbolic names. */
public final class Bundles {

    private static final int ATTEMPTS = 5;
    private static final String LOCATION = "deployed:";
    private static final int START_LEVEL = 60;
    private static final Pattern VERSION = Pattern.compile("version(\\d+)\\.(\\d+)");

    private final BundleContext context;

    public Bundles(BundleContext context) {
        this.context = context;
    }

    public Optional<Bundle> named(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .max(Comparator.comparing(Bundle::getVersion));
    }

    /** The bundle that is the capability of that id, running or not. */
    public Optional<Bundle> capability(String id) {
        return Arrays.stream(context.getBundles())
                .filter(bundle ->
                        Plates.id(bundle.getSymbolicName()).filter(id::equals).isPresent()
                                || ours(bundle) && bundle.getSymbolicName().endsWith("." + id))
                .findFirst();
    }

    /** Another bundle that is, or would be, the capability of that id. */
    public Optional<String> rival(String id, String symbolicName) {
        return Arrays.stream(context.getBundles())
                .map(Bundle::getSymbolicName)
                .filter(name -> name != null && !name.equals(symbolicName))
                .filter(name -> Plates.id(name).filter(id::equals).isPresent() || deployed(name, id))
                .findFirst();
    }

    private boolean deployed(String name, String id) {
        return name.endsWith("." + id)
                && Arrays.stream(context.getBundles())
                        .anyMatch(bundle -> name.equals(bundle.getSymbolicName())
                                && bundle.getLocation().startsWith(LOCATION));
    }

    /** Installs a bundle that is not there; it is not started. */
    public Bundle install(String symbolicName, Path jar) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(jar)) {
            Bundle bundle = context.installBundle(LOCATION + symbolicName, in);
            bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
            return bundle;
        }
    }

    /** Gives a stopped bundle another content; it stays stopped. */
    public static void replace(Bundle bundle, Path jar) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
    }

    /**
     * Starts a bundle. Felix gives a resolution up when another thread resolves at the same moment and both hold bundles;
     * whoever asked has to ask again.
     */
    public static void start(Bundle bundle) throws BundleException {
        for (int attempt = 1; ; attempt++) {
            try {
                bundle.start();
                return;
            } catch (BundleException conflict) {
                if (attempt == ATTEMPTS
                        || !String.valueOf(conflict.getMessage()).contains("global lock")) {
                    throw conflict;
                }
            }
        }
    }

    /** The file a bundle runs from; from where it was installed when the container's copy cannot be found. */
    public InputStream content(Bundle bundle) throws IOException {
        Optional<Path> copy = copy(bundle);
        return copy.isPresent() ? Files.newInputStream(copy.get()) : new URL(bundle.getLocation()).openStream();
    }

    /** The container keeps its copies as {@code bundle<id>/version<refresh>.<revision>/bundle.jar} beside our own files. */
    private Optional<Path> copy(Bundle bundle) throws IOException {
        Path cache = context.getDataFile("x").toPath().getParent().getParent().getParent();
        Path folder = cache.resolve("bundle" + bundle.getBundleId());
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> revisions = Files.list(folder)) {
            return revisions
                    .filter(path ->
                            VERSION.matcher(path.getFileName().toString()).matches())
                    .map(path -> path.resolve("bundle.jar"))
                    .filter(Files::isRegularFile)
                    .max(Comparator.comparing(Bundles::revision, Arrays::compare));
        }
    }

    private static int[] revision(Path jar) {
        var matcher = VERSION.matcher(jar.getParent().getFileName().toString());
        return matcher.matches()
                ? new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))}
                : new int[] {0, 0};
    }

    /** Whether a bundle was installed by a deployment, and not by the distribution. */
    public static boolean ours(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** Where the distribution keeps the file of a bundle; empty when it is not one of its. */
    public Optional<Path> shelf(Bundle bundle) {
        List<String> parts = List.of(bundle.getLocation().split("[:/]"));
        if (parts.size() != 4 || !parts.get(0).equals("mvn")) {
            return Optional.empty();
        }
        Path file = Path.of(
                String.valueOf(context.getProperty("karaf.home")),
                "system",
                parts.get(1).replace('.', '/'),
                parts.get(2),
                parts.get(3),
                parts.get(2) + "-" + parts.get(3) + ".jar");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
