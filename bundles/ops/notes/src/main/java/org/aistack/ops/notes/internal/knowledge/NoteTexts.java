package org.aistack.ops.notes.internal.knowledge;

import java.util.List;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.aistack.kernel.Id;
import org.aistack.kernel.data.Store;
import org.aistack.ops.notes.Audience;
import org.aistack.ops.notes.Note;
import org.aistack.ops.notes.NoteState;
import org.aistack.ops.notes.internal.NotesCapability;
import org.aistack.ops.notes.internal.store.NoteRow;
import org.aistack.rag.knowledge.Knowledge;

/** Notes as texts to be known. */
final class NoteTexts {

    private NoteTexts() {}

    /**
     * Makes known what the note is now. It stays locked meanwhile, and both are stored in one work: nobody who looks at the
     * note later is overtaken by who looked earlier.
     */
    static void tell(Store<EntityManager> store, Knowledge knowledge, long id) {
        store.write(work -> {
            NoteRow row = work.session().find(NoteRow.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || row.state() == NoteState.ARCHIVED) {
                knowledge.remove(NotesCapability.ID, Id.text(id));
            } else {
                knowledge.put(entry(row));
            }
            return null;
        });
    }

    static Knowledge.Entry entry(NoteRow row) {
        Note note = row.toNote(List.of());
        String text = note.body().isBlank() ? note.title() : note.title() + "\n\n" + note.body();
        boolean everyone = note.audience() == Audience.EVERYONE;
        return new Knowledge.Entry(NotesCapability.ID, note.id(), note.title(), text, note.ownerId(), everyone);
    }
}
