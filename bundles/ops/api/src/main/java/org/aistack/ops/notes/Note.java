package org.aistack.ops.notes;

import java.time.Instant;
import java.util.List;
import org.aistack.kernel.rest.Versioned;

/** A note as its readers see it. */
public record Note(
        String id,
        String code,
        String title,
        String body,
        List<String> tags,
        boolean pinned,
        Audience audience,
        NoteState state,
        String ownerId,
        Instant createdAt,
        Instant updatedAt,
        String createdBy,
        long revision)
        implements Versioned {

    /** What a client may change of it. */
    public NoteContent content() {
        return new NoteContent(code, title, body, tags, pinned, audience);
    }
}
