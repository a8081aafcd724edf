package org.aistack.kernel.catalog.internal.deploy.gate;

import java.util.Set;

/**
 * What a bundle says about itself.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param plate whether a component of it shows a name plate
 * @param library whether it offers packages and does nothing by itself
 * @param exports packages it offers to others
 */
public record Jar(String symbolicName, String version, boolean plate, boolean library, Set<String> exports) {

    public Jar {
        exports = Set.copyOf(exports);
    }

    /** Id of the capability: the last part of the name. */
    public String id() {
        return symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
    }

    /** Records and interfaces of a group. */
    public boolean api() {
        return symbolicName.startsWith("org.aistack.") && symbolicName.endsWith(".api");
    }
}
