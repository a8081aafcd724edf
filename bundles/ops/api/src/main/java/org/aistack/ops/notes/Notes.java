package org.aistack.ops.notes;

import java.util.List;
import java.util.function.UnaryOperator;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.Listing;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The notes of a team. Everything is asked in the name of the caller of this thread; a note that is not for him does not
 * exist for him.
 */
@ProviderType
public interface Notes {

    /**
     * Writes a new note, owned by the caller.
     *
     * @throws org.aistack.kernel.Problem {@code notes.duplicate-code}, {@code notes.too-long}
     */
    Note create(NoteContent content);

    /** His own notes and those for everyone. */
    Listing<Note> list(ListRequest request);

    /** @throws org.aistack.kernel.Problem {@code kernel.not-found} */
    Note get(String id);

    /**
     * Rewrites a note. Its owner may, and who holds {@code notes:admin}.
     *
     * @param revision the one the caller read
     * @throws org.aistack.kernel.Problem {@code kernel.stale}, {@code kernel.denied}, {@code notes.duplicate-code}
     */
    Note change(String id, long revision, UnaryOperator<NoteContent> edit);

    /** Deletes a note, under the same rules as {@link #change}. */
    void delete(String id, long revision);

    /** @throws org.aistack.kernel.Problem {@code notes.illegal-transition} */
    Note move(String id, NoteAction action);

    /** Moves of a note, oldest first. */
    List<Transition> history(String id);

    /** Tags of the notes the caller may read, most used first. */
    List<TagCount> tags();
}
