package org.aistack.kernel.data.internal.migrate;

import org.flywaydb.core.api.MigrationVersion;

/**
 * One migration script.
 *
 * @param name file name, {@code V001__what.sql}
 * @param text its SQL
 */
public record Script(String name, String text) {

    /** The number in its name. */
    MigrationVersion version() {
        int end = name.indexOf("__");
        return MigrationVersion.fromVersion(name.substring(1, end < 0 ? name.length() : end));
    }
}
