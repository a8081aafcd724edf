package org.aistack.rag.ingest.internal.check;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A document that is being processed has an open task, and one that is ready has as many passages as it says. */
@Component
public final class DocumentCheck implements IntegrityCheck {

    private static final String WITHOUT_TASK =
            "select d.id, d.stage from ingest_document d where d.state = 'processing'"
                    + " and not exists (select 1 from ingest_task t where t.id = d.task_id and t.state = 'open')";
    private static final String MISCOUNTED = "select d.id, d.chunks, count(c.id) from ingest_document d"
            + " left join ingest_chunk c on c.document_id = d.id and c.number = d.chunk_number"
            + " where d.state in ('ready', 'stale') group by d.id, d.chunks having d.chunks <> count(c.id)";

    private final Store<EntityManager> store;

    @Activate
    public DocumentCheck(@Reference(target = "(unit=ingest)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "ingest.documents";
    }

    @Override
    public Report check() {
        return store.read(em -> {
            List<Finding> wrong = new ArrayList<>();
            for (Object[] row : rows(em, WITHOUT_TASK)) {
                wrong.add(finding(row, "an open task", "none", "nobody works on it, at stage " + row[1]));
            }
            for (Object[] row : rows(em, MISCOUNTED)) {
                wrong.add(finding(row, row[1].toString(), row[2].toString(), "it has another number of passages"));
            }
            Number all = (Number)
                    em.createNativeQuery("select count(*) from ingest_document").getSingleResult();
            return new Report(all.longValue(), wrong);
        });
    }

    private static Finding finding(Object[] row, String expected, String actual, String detail) {
        return new Finding(
                Severity.ERROR, "document", Id.text(((Number) row[0]).longValue()), expected, actual, detail);
    }

    @SuppressWarnings("unchecked") // native queries know no types
    private static List<Object[]> rows(EntityManager em, String sql) {
        return em.createNativeQuery(sql).getResultList();
    }
}
