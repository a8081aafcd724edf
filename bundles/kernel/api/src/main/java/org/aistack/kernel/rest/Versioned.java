package org.aistack.kernel.rest;

/** A document that changes. Its revision is its ETag and is not a member of its JSON. */
public interface Versioned {

    /** Rises with every change. */
    long revision();
}
