package org.aistack.kernel.web.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/**
 * The files of one folder of a bundle, all read when it is opened. A name that is not in the map does not exist, so no
 * path, however written, leads out of the folder.
 */
final class Folder {

    private final Map<String, WebFile> files;

    Folder(Map<String, WebFile> files) {
        this.files = Map.copyOf(files);
    }

    /** @param path without slash at either end */
    static Folder of(Bundle bundle, String path) {
        Map<String, WebFile> files = new TreeMap<>();
        Enumeration<URL> found = bundle.findEntries(path, "*", true);
        for (URL url : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
            String name = url.getPath().substring(path.length() + 2);
            if (!name.isEmpty() && !name.endsWith("/")) {
                files.put(name, WebFile.of(name, read(url)));
            }
        }
        return new Folder(files);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    Optional<WebFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Short name of exactly this content. */
    String digest() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(files).forEach((name, file) -> all.append(name).append(file.hash()));
        return WebFile.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    private static byte[] read(URL url) {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
