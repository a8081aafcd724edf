package org.aistack.security.rbac.internal.check;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The built-in roles are there, administrators may do everything, and some active user is one. */
@Component
public final class RoleCheck implements IntegrityCheck {

    private static final List<String> BUILT_IN = List.of("admin", "manager", "user", "guest");

    private final Store<EntityManager> store;

    @Activate
    public RoleCheck(@Reference(target = "(unit=rbac)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "rbac.roles";
    }

    @Override
    public Report check() {
        return store.read(em -> {
            List<Finding> wrong = new ArrayList<>();
            for (String role : BUILT_IN) {
                if (number(em, "select count(*) from rbac_role where built_in = true and name = '" + role + "'") != 1) {
                    wrong.add(finding(role, "a built-in role", "none", "a built-in role is missing"));
                }
            }
            if (number(
                            em,
                            "select count(*) from rbac_grant g join rbac_role r on r.id = g.role_id"
                                    + " where r.name = 'admin' and g.permission = '*' and g.granted = true")
                    != 1) {
                wrong.add(finding("admin", "the permission *", "none", "administrators may not do everything"));
            }
            long holders = number(em, "select count(*) from rbac_holder");
            if (holders > 0 && administrators(em) == 0) {
                wrong.add(finding("admin", "an active user", "none", "nobody can administer the server"));
            }
            return new Report(number(em, "select count(*) from rbac_role") + holders, wrong);
        });
    }

    private static long administrators(EntityManager em) {
        return number(
                em,
                "select count(*) from rbac_assignment a join rbac_role r on r.id = a.role_id"
                        + " join rbac_holder h on h.id = a.holder_id where r.name = 'admin' and h.active = true");
    }

    private static Finding finding(String role, String expected, String actual, String detail) {
        return new Finding(Severity.ERROR, "role", role, expected, actual, detail);
    }

    private static long number(EntityManager em, String sql) {
        return ((Number) em.createNativeQuery(sql).getSingleResult()).longValue();
    }
}
