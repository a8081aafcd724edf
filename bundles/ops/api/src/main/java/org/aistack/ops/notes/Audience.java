package org.aistack.ops.notes;

/** Who may read a note. */
public enum Audience {
    /** Its owner only. */
    PRIVATE,
    /** Everybody who may read notes. */
    EVERYONE
}
