package org.aistack.kernel.catalog.internal;

/** What is never stopped or updated while the server runs. */
public final class Protection {

    private Protection() {}

    /** Everything leans on the kernel, the security bundles and the APIs; native libraries cannot be loaded twice. */
    public static boolean covers(String symbolicName) {
        return symbolicName.startsWith("org.aistack.kernel.")
                || symbolicName.startsWith("org.aistack.security.")
                || symbolicName.equals("org.aistack.ai.natives")
                || symbolicName.startsWith("org.aistack.") && symbolicName.endsWith(".api");
    }
}
