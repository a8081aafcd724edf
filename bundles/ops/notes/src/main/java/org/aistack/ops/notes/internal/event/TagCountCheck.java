package org.aistack.ops.notes.internal.event;

import javax.persistence.EntityManager;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.aistack.ops.notes.internal.TagCounts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The counters equal the notes, once all events are delivered. */
@Component
public final class TagCountCheck implements IntegrityCheck {

    private final Store<EntityManager> store;

    @Activate
    public TagCountCheck(@Reference(target = "(unit=notes)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "notes.tag-counts";
    }

    @Override
    public Report check() {
        return store.read(TagCounts::differences);
    }
}
