package org.aistack.kernel.observe.internal.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values that were last in force, kept beside the log for the next start, readable by the server's user alone as the
 * settings files themselves are. Values from the environment are never here.
 */
final class LastGood {

    private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

    private final Path folder;
    private final Map<String, Map<String, String>> kept = new ConcurrentHashMap<>();

    LastGood(Path folder) {
        this.folder = folder;
    }

    /** The values of {@code pid}; empty when nothing good was ever seen. */
    Optional<Map<String, String>> of(String pid) {
        return Optional.ofNullable(kept.computeIfAbsent(pid, this::read));
    }

    void keep(String pid, Map<String, String> values) {
        if (values.equals(kept.get(pid))) {
            return;
        }
        kept.put(pid, Map.copyOf(values));
        var properties = new Properties();
        properties.putAll(values);
        Path file = file(pid);
        Path next = file.resolveSibling(pid + ".next");
        try {
            Files.createDirectories(folder);
            try (Writer writer = Files.newBufferedWriter(next)) {
                properties.store(writer, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("the settings of {} that are in force cannot be kept for the next start", pid, e);
        }
    }

    private Map<String, String> read(String pid) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file(pid))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the last good settings of {} cannot be read", pid, e);
            return null;
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    private Path file(String pid) {
        return folder.resolve(pid + ".properties");
    }
}
