package org.aistack.kernel.rest.internal;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where things that must survive lie: outside the container's cache. */
public final class DataFolder {

    private DataFolder() {}

    /** The folder {@code name} below {@code aistack.data}. */
    public static Path of(BundleContext context, String name) {
        String data = context.getProperty("aistack.data");
        if (data == null) {
            throw new IllegalStateException("the system property aistack.data is not set");
        }
        return Path.of(data, name.split("/"));
    }
}
