package org.aistack.kernel.observe.internal.metrics;

/** The full names of metrics. */
final class Names {

    private static final String KERNEL = "org.aistack.kernel.";

    private Names() {}

    /**
     * The name as the world sees it: {@code <id>_} in front, where all kernel bundles share {@code kernel_} and may speak
     * of the database and of HTTP in general.
     */
    static String full(String symbolicName, String name) {
        if (shared(name)) {
            return name;
        }
        if (!symbolicName.startsWith(KERNEL)) {
            return prefixed(symbolicName.substring(symbolicName.lastIndexOf('.') + 1), name);
        }
        return name.startsWith("db_") || name.startsWith("http_") ? name : prefixed("kernel", name);
    }

    /** Whether every bundle may add series of its own to the metric, so its name has no bundle's prefix. */
    static boolean shared(String name) {
        return name.startsWith("kernel_cache_");
    }

    /** Names that have their prefix already keep it. */
    private static String prefixed(String id, String name) {
        String prefix = id + "_";
        return name.startsWith(prefix) ? name : prefix + name;
    }
}
