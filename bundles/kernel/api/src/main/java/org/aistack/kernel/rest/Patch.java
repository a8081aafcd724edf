package org.aistack.kernel.rest;

/** A JSON merge patch (RFC 7396) as a parameter of a resource method. */
@FunctionalInterface
public interface Patch {

    /**
     * The document with the patch applied, validated by its own constructor.
     *
     * @param current a record with exactly the members a client may change
     * @throws org.aistack.kernel.Problem for unknown or read-only members, wrong types and broken rules
     */
    <T> T apply(T current);
}
