package org.aistack.kernel.catalog.internal.deploy.folder;

import org.aistack.kernel.catalog.internal.deploy.state.Seen;

/**
 * A file at a moment.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970
 */
public record Stamp(long size, long modified) {

    /** Whether it is the one that was seen. */
    public boolean is(Seen seen) {
        return seen != null && seen.size() == size && seen.modified() == modified;
    }
}
