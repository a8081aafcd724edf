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
        if (!symbolicName.startsWith(KERNEL)) {
            return prefixed(symbolicName.substring(symbolicName.lastIndexOf('.') + 1), name);
        }
        return name.startsWith("db_") || name.startsWith("http_") ? name : prefixed("kernel", name);
    }

    /** Names that have their prefix already keep it. */
    private static String prefixed(String id, String name) {
        String prefix = id + "_";
        return name.startsWith(prefix) ? name : prefix + name;
    }
}
