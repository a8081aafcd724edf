package org.aistack.kernel.catalog.internal.deploy.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which contents this very cache of the container holds. It lies in the cache: when that is wiped, this is forgotten with
 * it, and what was deployed is brought back.
 */
public final class Applied {

    private static final Logger LOG = LoggerFactory.getLogger(Applied.class);

    private final Path file;
    private final Properties known = new Properties();

    public Applied(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                known.load(in);
            } catch (IOException | IllegalArgumentException damaged) {
                LOG.warn(
                        "it is not known what the container's cache holds; everything deployed is brought back",
                        damaged);
                known.clear();
            }
        }
    }

    /** Whether the bundle of that number holds this content. */
    public synchronized boolean holds(String symbolicName, long bundle, String sha256) {
        return value(bundle, sha256).equals(known.getProperty(symbolicName));
    }

    /** The bundle of that number holds this content. */
    public synchronized void set(String symbolicName, long bundle, String sha256) {
        known.setProperty(symbolicName, value(bundle, sha256));
        save();
    }

    public synchronized void forget(String symbolicName) {
        if (known.remove(symbolicName) != null) {
            save();
        }
    }

    private static String value(long bundle, String sha256) {
        return bundle + " " + sha256;
    }

    private void save() {
        try (OutputStream out = Files.newOutputStream(file)) {
            known.store(out, null);
        } catch (IOException e) {
            LOG.warn("{} cannot be written", file, e);
        }
    }
}
