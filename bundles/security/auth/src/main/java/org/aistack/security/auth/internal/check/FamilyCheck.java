package org.aistack.security.auth.internal.check;

import java.util.List;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Of the refresh tokens of a session at most one is good. */
@Component
public final class FamilyCheck implements IntegrityCheck {

    private final Store<EntityManager> store;

    @Activate
    public FamilyCheck(@Reference(target = "(unit=auth)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "auth.refresh-families";
    }

    @Override
    public Report check() {
        return store.read(em -> {
            long all = em.createQuery("select count(s) from SessionRow s", Long.class)
                    .getSingleResult();
            List<Object[]> several = em.createQuery(
                            "select t.sessionId, count(t) from RefreshTokenRow t where t.state = 'live'"
                                    + " group by t.sessionId having count(t) > 1",
                            Object[].class)
                    .getResultList();
            return new Report(all, several.stream().map(FamilyCheck::finding).toList());
        });
    }

    private static Finding finding(Object... pair) {
        return new Finding(
                Severity.ERROR,
                "session",
                Id.text(((Number) pair[0]).longValue()),
                "at most 1",
                pair[1].toString(),
                "more than one refresh token is good");
    }
}
