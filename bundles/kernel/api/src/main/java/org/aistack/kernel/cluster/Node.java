package org.aistack.kernel.cluster;

import org.osgi.annotation.versioning.ProviderType;

/**
 * This server among those that share a database. What a row says about a server of this name and a smaller life was left
 * behind by a process that is gone: nobody works on it any more.
 */
@ProviderType
public interface Node {

    /** Kept in the data folder, so it stays the same across restarts; at most 40 characters. */
    String name();

    /** Which of the server's lives this is; greater at every start. */
    long life();
}
