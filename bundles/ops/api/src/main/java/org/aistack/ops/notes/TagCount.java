package org.aistack.ops.notes;

/** How many of the notes the caller may read carry a tag. */
public record TagCount(String tag, long count) {}
