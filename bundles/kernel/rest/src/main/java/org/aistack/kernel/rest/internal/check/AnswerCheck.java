package org.aistack.kernel.rest.internal.check;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.persistence.EntityManager;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.rest.internal.store.AnswerRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Only answers that could be repeated are kept: those of success, complete, given before now. */
@Component
public final class AnswerCheck implements IntegrityCheck {

    /** Clocks of several servers differ. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final int MOST = 1000;

    private final Store<EntityManager> store;
    private final Clock clock;

    @Activate
    public AnswerCheck(@Reference(target = "(unit=rest)") Store<EntityManager> store, @Reference Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "rest.answers";
    }

    @Override
    public Report check() {
        var soon = LocalDateTime.ofInstant(clock.instant().plus(AHEAD), ZoneOffset.UTC);
        return store.read(em -> {
            long all = em.createQuery("select count(r) from AnswerRow r", Long.class)
                    .getSingleResult();
            List<Object[]> wrong = em.createQuery(
                            "select r.lookup, r from AnswerRow r where r.status < 200 or r.status > 399"
                                    + " or r.createdAt > :soon or r.body is null and r.contentType is not null"
                                    + " or r.body is not null and r.contentType is null",
                            Object[].class)
                    .setParameter("soon", soon)
                    .setMaxResults(MOST)
                    .getResultList();
            return new Report(all, wrong.stream().map(AnswerCheck::finding).toList());
        });
    }

    private static Finding finding(Object... pair) {
        var row = (AnswerRow) pair[1];
        return new Finding(
                Severity.ERROR,
                "answer",
                (String) pair[0],
                "a complete answer of success",
                "status " + row.content().status() + ", " + (row.body() == null ? "no body" : "a body") + " of type "
                        + row.content().type() + ", of " + row.createdAt(),
                "a kept answer that cannot be repeated");
    }
}
