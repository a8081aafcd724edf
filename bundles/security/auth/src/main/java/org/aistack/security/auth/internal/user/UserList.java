package org.aistack.security.auth.internal.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.aistack.kernel.Id;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.aistack.security.auth.Users;
import org.aistack.security.auth.internal.store.UserRow;
import org.aistack.security.rbac.Roles;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists users, and tells other capabilities who is who. */
@Component(service = {Users.class, UserList.class})
public final class UserList implements Users {

    public static final ListSpec SPEC = new ListSpec(
            "auth.users",
            Set.of("q", "role", "status"),
            List.of(
                    SortKey.text("username", "r.canonical"),
                    SortKey.text("status", "r.status"),
                    SortKey.moment("created_at", "r.createdAt"),
                    SortKey.moment("updated_at", "r.updatedAt")),
            "username");

    private static final Set<String> STATES = Set.of(UserRow.ACTIVE, UserRow.DISABLED);

    private final Store<EntityManager> store;
    private final UserTable table;
    private final Roles roles;
    private final Cursors cursors;
    private final Guard guard;

    @Activate
    public UserList(
            @Reference(target = "(unit=auth)") Store<EntityManager> store,
            @Reference UserTable table,
            @Reference Roles roles,
            @Reference Cursors cursors,
            @Reference Guard guard) {
        this.store = store;
        this.table = table;
        this.roles = roles;
        this.cursors = cursors;
        this.guard = guard;
    }

    @Override
    public Optional<User> byId(String id) {
        return table.find(Id.parse(id)).map(UserList::user);
    }

    @Override
    public Optional<User> byName(String username) {
        return table.named(Usernames.claimed(username)).map(UserList::user);
    }

    /** The users a request asks for; those deleted never. */
    public Listing<UserCard> list(ListRequest request) {
        Map<String, Object> parameters = new HashMap<>();
        String where = conditions(request, parameters);
        String caller = guard.caller().id();
        var place = request.keyset(cursors, caller);
        Long total = request.count() ? store.read(em -> count(em, where, parameters)) : null;
        List<UserRow> rows = store.read(em -> {
            var query = em.createQuery(
                    "select r from UserRow r where " + where + " and " + place.condition() + request.orderBy(),
                    UserRow.class);
            parameters.forEach(query::setParameter);
            place.parameters().forEach(query::setParameter);
            return query.setMaxResults(request.limit() + 1).getResultList();
        });
        Map<String, Set<String>> held =
                roles.of(rows.stream().map(row -> Id.text(row.id())).toList());
        return request.page(
                rows,
                row -> keys(request, row),
                row -> UserCard.of(row, held.get(Id.text(row.id()))),
                cursors,
                caller,
                total);
    }

    private String conditions(ListRequest request, Map<String, Object> parameters) {
        StringBuilder where = new StringBuilder("r.status <> 'deleted'");
        request.filter("status", UserList::state).ifPresent(state -> {
            where.append(" and r.status = :status");
            parameters.put("status", state);
        });
        request.filter("q").ifPresent(q -> {
            where.append(" and (r.canonical like :q escape '!' or lower(r.displayName) like :q escape '!'"
                    + " or lower(r.email) like :q escape '!')");
            parameters.put("q", "%" + literal(Usernames.claimed(q)) + "%");
        });
        request.filter("role").ifPresent(role -> {
            List<Long> holders = roles.holders(role).stream().map(Id::parse).toList();
            where.append(" and r.id in :holders");
            parameters.put("holders", holders.isEmpty() ? List.of(0L) : holders);
        });
        return where.toString();
    }

    private static String state(String text) {
        if (!STATES.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Long count(EntityManager em, String where, Map<String, Object> parameters) {
        TypedQuery<Long> query = em.createQuery("select count(r) from UserRow r where " + where, Long.class);
        parameters.forEach(query::setParameter);
        return query.getSingleResult();
    }

    private static List<Object> keys(ListRequest request, UserRow row) {
        List<Object> keys = new ArrayList<>();
        for (var order : request.order()) {
            keys.add(
                    switch (order.key().field()) {
                        case "username" -> row.canonical();
                        case "status" -> row.status();
                        case "created_at" -> row.createdAt();
                        default -> row.updatedAt();
                    });
        }
        keys.add(row.id());
        return keys;
    }

    private static User user(UserRow row) {
        return new User(Id.text(row.id()), row.username(), row.displayName(), row.email(), row.locale(), row.status());
    }
}
