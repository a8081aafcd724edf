package org.aistack.ops.notes.internal.knowledge;

import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.events.Event;
import org.aistack.kernel.events.Subscriber;
import org.aistack.ops.notes.NoteArchived;
import org.aistack.rag.knowledge.Knowledge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes archived notes out of what is known; there only while somebody takes it. */
@Component
public final class KnowledgeEraser implements Subscriber<NoteArchived> {

    private final Store<EntityManager> store;
    private final Knowledge knowledge;

    @Activate
    public KnowledgeEraser(
            @Reference(target = "(unit=notes)") Store<EntityManager> store, @Reference Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    @Override
    public String name() {
        return "notes.knowledge-eraser";
    }

    @Override
    public Class<NoteArchived> type() {
        return NoteArchived.class;
    }

    @Override
    public void on(Event<NoteArchived> event) {
        NoteTexts.tell(store, knowledge, Id.parse(event.fact().noteId()));
    }
}
