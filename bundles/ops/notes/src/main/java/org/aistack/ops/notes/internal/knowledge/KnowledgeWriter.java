package org.aistack.ops.notes.internal.knowledge;

import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.events.Event;
import org.aistack.kernel.events.Subscriber;
import org.aistack.ops.notes.NoteChanged;
import org.aistack.rag.knowledge.Knowledge;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what is known of notes; there only while somebody takes it. Also told when a note was deleted or restored. */
@Component
public final class KnowledgeWriter implements Subscriber<NoteChanged> {

    private final Store<EntityManager> store;
    private final Knowledge knowledge;

    @Activate
    public KnowledgeWriter(
            @Reference(target = "(unit=notes)") Store<EntityManager> store, @Reference Knowledge knowledge) {
        this.store = store;
        this.knowledge = knowledge;
    }

    @Override
    public String name() {
        return "notes.knowledge-writer";
    }

    @Override
    public Class<NoteChanged> type() {
        return NoteChanged.class;
    }

    @Override
    public void on(Event<NoteChanged> event) {
        NoteTexts.tell(store, knowledge, Id.parse(event.fact().noteId()));
    }
}
