package org.aistack.ops.notes.internal;

import java.util.List;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.data.Work;
import org.aistack.ops.notes.NoteChanged;
import org.aistack.ops.notes.NoteDeleted;
import org.aistack.ops.notes.internal.store.NoteRow;
import org.aistack.ops.notes.internal.store.TagRow;
import org.aistack.ops.notes.internal.store.WordIndex;

/** Deletes a note with everything that belongs to it, and tells about it. */
final class Removal {

    private Removal() {}

    static void of(Work<EntityManager> work, NoteRow row) {
        EntityManager em = work.session();
        WordIndex.remove(em, row.id());
        TagRow.replace(em, row.id(), List.of());
        em.createQuery("delete from TransitionRow t where t.noteId = :id")
                .setParameter("id", row.id())
                .executeUpdate();
        em.remove(row);
        String id = Id.text(row.id());
        work.publish(new NoteDeleted(id, row.version()));
        work.publish(new NoteChanged(id, row.version() + 1));
    }
}
