package org.aistack.ops.notes.internal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import javax.persistence.EntityManager;
import org.aistack.kernel.data.Store;
import org.aistack.ops.notes.internal.store.NoteRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes that were put away long ago. What counts is when a note was archived last, whatever was written since. */
@Component(service = OldNotes.class)
public final class OldNotes {

    private static final String OLD = " from NoteRow r where r.state = 'archived' and not exists"
            + " (select t from TransitionRow t where t.noteId = r.id and t.at >= :limit)";

    private final Store<EntityManager> store;
    private final Clock clock;

    @Activate
    public OldNotes(@Reference(target = "(unit=notes)") Store<EntityManager> store, @Reference Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** How many notes have been archived for more than {@code days}. */
    public long count(int days) {
        return store.read(em -> em.createQuery("select count(r)" + OLD, Long.class)
                .setParameter("limit", limit(days))
                .getSingleResult());
    }

    /** Deletes up to {@code most} of them for good in one unit of work; returns how many there were. */
    public int purge(int days, int most) {
        return store.write(work -> {
            List<NoteRow> old = work.session()
                    .createQuery("select r" + OLD + " order by r.id", NoteRow.class)
                    .setParameter("limit", limit(days))
                    .setMaxResults(most)
                    .getResultList();
            old.forEach(row -> Removal.of(work, row));
            return old.size();
        });
    }

    private LocalDateTime limit(int days) {
        return LocalDateTime.now(clock).minusDays(days);
    }
}
