package org.aistack.kernel.backup.internal;

import java.nio.file.Path;

/**
 * Where this server lives.
 *
 * @param home the unpacked archive
 * @param data {@code AISTACK_DATA}
 * @param version of the product
 */
public record Installation(Path home, Path data, String version) {

    static Installation here() {
        return new Installation(
                Path.of(System.getProperty("aistack.home", ".")),
                Path.of(System.getProperty("aistack.data", "data")),
                System.getProperty("aistack.version", "0"));
    }

    Path files() {
        return data.resolve("files");
    }

    Path settings() {
        return home.resolve("etc");
    }

    Path deploy() {
        return home.resolve("deploy");
    }

    Path deployments() {
        return data.resolve("deployments");
    }

    /** Where backups go when no folder is set. */
    Path backups() {
        return data.resolve("backups");
    }
}
