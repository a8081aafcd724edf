package org.aistack.ops.notes.internal.health;

import javax.persistence.EntityManager;
import org.aistack.kernel.data.Store;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table of notes answers. */
@Component(property = {HealthCheck.NAME + "=notes", "hc.title=便签表 · Table of notes", HealthCheck.TAGS + "=notes"})
public final class NotesCheck implements HealthCheck {

    private final Store<EntityManager> store;

    @Activate
    public NotesCheck(@Reference(target = "(unit=notes)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public Result execute() {
        var log = new FormattingResultLog();
        try {
            store.read(em -> em.createQuery("select r.id from NoteRow r", Long.class)
                    .setMaxResults(1)
                    .getResultList());
            log.info("the table of notes answers");
        } catch (RuntimeException e) {
            log.healthCheckError("the table of notes does not answer", e);
        }
        return new Result(log);
    }
}
