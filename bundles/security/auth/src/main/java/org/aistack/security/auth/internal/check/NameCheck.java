package org.aistack.security.auth.internal.check;

import java.util.ArrayList;
import java.util.List;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.catalog.IntegrityCheck;
import org.aistack.kernel.data.Store;
import org.aistack.security.auth.internal.user.Usernames;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Users are found by the canonical form of their names, which the database keeps unique: it has to be the right form. */
@Component
public final class NameCheck implements IntegrityCheck {

    private final Store<EntityManager> store;

    @Activate
    public NameCheck(@Reference(target = "(unit=auth)") Store<EntityManager> store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "auth.usernames";
    }

    @Override
    public Report check() {
        List<Object[]> users =
                store.read(em -> em.createQuery("select u.id, u.username, u.canonical from UserRow u", Object[].class)
                        .getResultList());
        List<Finding> wrong = new ArrayList<>();
        for (Object[] user : users) {
            String right = Usernames.claimed((String) user[1]);
            if (!right.equals(user[2])) {
                wrong.add(new Finding(
                        Severity.ERROR,
                        "user",
                        Id.text((Long) user[0]),
                        right,
                        (String) user[2],
                        "the user is looked up under another name"));
            }
        }
        return new Report(users.size(), wrong);
    }
}
