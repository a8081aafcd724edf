package org.aistack.kernel.catalog.internal.deploy.state;

/**
 * A file of the deploy folder that was dealt with.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970
 * @param symbolicName of its bundle
 */
public record Seen(long size, long modified, String symbolicName) {}
