package org.aistack.itests.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Where things lie. */
final class Repository {

    private Repository() {}

    /** The folder above all modules. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("bundles")) ? here : here.getParent();
    }

    /** Folders of the bundles that have code. */
    static List<Path> built() throws IOException {
        try (Stream<Path> groups = Files.list(root().resolve("bundles"))) {
            List<Path> bundles = new ArrayList<>();
            for (Path group : groups.filter(Files::isDirectory).sorted().toList()) {
                try (Stream<Path> members = Files.list(group)) {
                    members.filter(m -> Files.isRegularFile(m.resolve("target/classes/META-INF/MANIFEST.MF")))
                            .sorted()
                            .forEach(bundles::add);
                }
            }
            return bundles;
        }
    }

    /** {@code <group>.<id>} of a bundle's folder. */
    static String name(Path bundle) {
        return root().resolve("bundles").relativize(bundle).toString().replace('/', '.');
    }

    static Attributes manifest(Path bundle) throws IOException {
        try (var in = Files.newInputStream(bundle.resolve("target/classes/META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }
}
