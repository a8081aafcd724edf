package org.aistack.ops.notes.internal.event;

import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.events.Event;
import org.aistack.kernel.events.Subscriber;
import org.aistack.ops.notes.NoteChanged;
import org.aistack.ops.notes.internal.TagCounts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the tag counters. It looks at the note as it is now, so late and repeated events do no harm. */
@Component
public final class TagCounter implements Subscriber<NoteChanged> {

    private final Store<EntityManager> store;

    @Activate
    public TagCounter(@Reference(target = "(unit=notes)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "notes.tag-counter";
    }

    @Override
    public Class<NoteChanged> type() {
        return NoteChanged.class;
    }

    @Override
    public void on(Event<NoteChanged> event) {
        store.write(work -> {
            TagCounts.count(work.session(), Id.parse(event.fact().noteId()));
            return null;
        });
    }
}
