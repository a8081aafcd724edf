package org.aistack.security.auth.internal.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Callers;
import org.aistack.kernel.data.Store;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who a person is now: asked of the tables every time, so a right that was withdrawn is gone at once. */
@Component
public final class LiveCallers implements Callers {

    private final Store<EntityManager> store;
    private final Roles roles;

    @Activate
    public LiveCallers(@Reference(target = "(unit=auth)") Store<EntityManager> store, @Reference Roles roles) {
        this.store = store;
        this.roles = roles;
    }

    @Override
    public Optional<Caller> now(Caller.Kind kind, String id) {
        return kind == Caller.Kind.PERSON
                ? store.read(em -> Optional.ofNullable(em.find(UserRow.class, Id.parse(id))))
                        .filter(UserRow::active)
                        .map(user -> caller(user, id))
                : Optional.empty();
    }

    private Caller caller(UserRow user, String id) {
        Set<String> held = user.mustChangePassword()
                ? Set.of(Roles.NEW_PASSWORD_FIRST)
                : roles.of(List.of(id)).getOrDefault(id, Set.of());
        return new Caller(Caller.Kind.PERSON, id, user.username(), held, "");
    }
}
