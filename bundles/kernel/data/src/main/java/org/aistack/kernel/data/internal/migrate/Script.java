package org.aistack.kernel.data.internal.migrate;

/**
 * One migration script.
 *
 * @param name file name, {@code V001__what.sql}
 * @param text its SQL
 */
public record Script(String name, String text) {}
