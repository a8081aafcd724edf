package org.aistack.kernel;

/** What sort of "no" a problem is. REST maps each to one status. */
public enum Kind {
    /** The request cannot be read (400). */
    MALFORMED,
    /** Nobody, or nobody we know, is asking (401). */
    UNAUTHENTICATED,
    /** The caller may not (403). */
    DENIED,
    /** It does not exist, or not for this caller (404). */
    MISSING,
    /** The state does not allow it (409). */
    CONFLICT,
    /** The caller's copy is older than ours (412). */
    STALE,
    /** Too much of something (413). */
    TOO_LARGE,
    /** A media type nobody here reads (415). */
    UNSUPPORTED,
    /** Readable, but wrong (422). */
    INVALID,
    /** The request must say which version it means (428). */
    UNCONDITIONAL,
    /** Too often (429). */
    THROTTLED,
    /** Not now; try again (503). */
    UNAVAILABLE
}
