package org.aistack.ops.notes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.aistack.kernel.Check;

/**
 * What a person writes: the members of a note that a client may set.
 *
 * @param code optional, unique, 1–64 of {@code A–Z a–z 0–9 . _ -}
 * @param title 1–200 characters
 * @param body plain text; empty when absent
 * @param tags up to 20, each of 1–40 characters, without repetition
 * @param pinned shown before others; false when absent
 * @param audience private when absent
 */
public record NoteContent(
        String code, String title, String body, List<String> tags, Boolean pinned, Audience audience) {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_TITLE = 200;
    private static final int MAX_TAGS = 20;
    private static final int MAX_TAG = 40;

    /**
     * Validates.
     *
     * @throws org.aistack.kernel.Problem naming every member that breaks a rule
     */
    public NoteContent {
        body = body == null ? "" : body;
        pinned = pinned != null && pinned;
        audience = audience == null ? Audience.PRIVATE : audience;
        tags = tags == null ? List.of() : List.copyOf(new LinkedHashSet<>(tags));
        Check check = Check.that()
                .format("/code", code, CODE)
                .text("/title", title, 1, MAX_TITLE)
                .items("/tags", tags, MAX_TAGS);
        for (int i = 0; i < tags.size(); i++) {
            check.text("/tags/" + i, tags.get(i), 1, MAX_TAG);
        }
        check.done();
    }
}
