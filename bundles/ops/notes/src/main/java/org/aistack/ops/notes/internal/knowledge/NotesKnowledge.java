package org.aistack.ops.notes.internal.knowledge;

import java.util.List;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.aistack.kernel.data.Store;
import org.aistack.ops.notes.NoteState;
import org.aistack.ops.notes.internal.NotesCapability;
import org.aistack.ops.notes.internal.store.NoteRow;
import org.aistack.rag.knowledge.Knowledge;
import org.aistack.rag.knowledge.KnowledgeSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes can be found and answered from: those for everyone by all readers of notes, private ones by their owner. */
@Component
public final class NotesKnowledge implements KnowledgeSource {

    private static final int SOME = 200;

    private final Store<EntityManager> store;

    @Activate
    public NotesKnowledge(@Reference(target = "(unit=notes)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public String capability() {
        return NotesCapability.ID;
    }

    @Override
    public String permission() {
        return NotesCapability.READ;
    }

    @Override
    public void replay(Consumer<Knowledge.Entry> each) {
        long last = -1;
        for (List<Long> some = after(last); !some.isEmpty(); some = after(last)) {
            for (long id : some) {
                store.write(work -> {
                    NoteRow row = work.session().find(NoteRow.class, id, LockModeType.PESSIMISTIC_WRITE);
                    if (row != null && row.state() == NoteState.ACTIVE) {
                        each.accept(NoteTexts.entry(row));
                    }
                    return null;
                });
                last = id;
            }
        }
    }

    private List<Long> after(long last) {
        return store.read(em -> em.createQuery(
                        "select r.id from NoteRow r where r.id > :last and r.state = 'active' order by r.id",
                        Long.class)
                .setParameter("last", last)
                .setMaxResults(SOME)
                .getResultList());
    }
}
