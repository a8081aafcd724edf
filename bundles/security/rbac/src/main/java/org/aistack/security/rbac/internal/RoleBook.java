package org.aistack.security.rbac.internal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.listing.Cursors;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.kernel.listing.ListSpec;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.listing.SortKey;
import org.aistack.kernel.rest.Match;
import org.aistack.kernel.rest.Patch;
import org.aistack.security.rbac.RoleChanged;
import org.aistack.security.rbac.RoleCreated;
import org.aistack.security.rbac.RoleDeleted;
import org.aistack.security.rbac.Roles;
import org.aistack.security.rbac.internal.Decisions.Decided;
import org.aistack.security.rbac.internal.store.GrantRow;
import org.aistack.security.rbac.internal.store.RoleRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The roles: what there is and what each grants. */
@Component(service = RoleBook.class)
public final class RoleBook {

    public static final ListSpec SPEC = new ListSpec(
            "rbac.roles",
            Set.of(),
            List.of(SortKey.text("name", "r.name"), SortKey.moment("created_at", "r.createdAt")),
            "name");

    private final Store<EntityManager> store;
    private final RoleTable table;
    private final Ids ids;
    private final Clock clock;
    private final Cursors cursors;

    @Activate
    public RoleBook(
            @Reference(target = "(unit=rbac)") Store<EntityManager> store,
            @Reference RoleTable table,
            @Reference Ids ids,
            @Reference Clock clock,
            @Reference Cursors cursors) {
        this.store = store;
        this.table = table;
        this.ids = ids;
        this.clock = clock;
        this.cursors = cursors;
    }

    public Listing<Role> list(ListRequest request) {
        return store.read(em -> {
            var place = request.keyset(cursors, "");
            var query = em.createQuery(
                    "select r from RoleRow r where " + place.condition() + request.orderBy(), RoleRow.class);
            place.parameters().forEach(query::setParameter);
            List<RoleRow> rows = query.setMaxResults(request.limit() + 1).getResultList();
            Long total = request.count()
                    ? em.createQuery("select count(r) from RoleRow r", Long.class)
                            .getSingleResult()
                    : null;
            return request.page(rows, row -> keys(request, row), this::record, cursors, "", total);
        });
    }

    public Role get(String name) {
        return store.read(em -> record(find(em, name)));
    }

    public Role create(NewRole wish) {
        return store.write(work -> {
            EntityManager em = work.session();
            RoleTable.lock(em);
            if (!named(em, wish.name()).getResultList().isEmpty()) {
                throw Problem.of(RbacError.DUPLICATE_NAME, wish.name());
            }
            RoleRow row = new RoleRow(ids.next(), wish.name(), now());
            row.change(wish.title(), wish.description(), now());
            em.persist(row);
            decide(em, row, wish.permissions());
            work.publish(new RoleCreated(row.name(), row.revision()));
            return told(work, row, wish.permissions());
        });
    }

    public Role change(String name, long revision, Patch patch) {
        return store.write(work -> {
            EntityManager em = work.session();
            RoleTable.lock(em);
            RoleRow row = find(em, name);
            Match.check(revision, row.revision());
            List<String> before = List.copyOf(table.current().of(name));
            RoleContent after = patch.apply(new RoleContent(row.title(), row.description(), before));
            boolean same = Set.copyOf(before).equals(Set.copyOf(after.permissions()));
            if (!same && Roles.ADMIN.equals(name)) {
                throw Problem.of(RbacError.BUILT_IN_ROLE, name);
            }
            row.change(after.title(), after.description(), now());
            if (!same) {
                decide(em, row, after.permissions());
            }
            work.publish(new RoleChanged(name, row.revision()));
            return told(work, row, after.permissions());
        });
    }

    public void remove(String name, long revision) {
        store.write(work -> {
            EntityManager em = work.session();
            RoleTable.lock(em);
            RoleRow row = find(em, name);
            Match.check(revision, row.revision());
            if (row.builtIn()) {
                throw Problem.of(RbacError.BUILT_IN_ROLE, name);
            }
            long holders = em.createQuery("select count(a) from AssignmentRow a where a.roleId = :role", Long.class)
                    .setParameter("role", row.id())
                    .getSingleResult();
            if (holders > 0) {
                throw Problem.of(RbacError.ROLE_IN_USE, holders);
            }
            grants(em, row).values().forEach(em::remove);
            em.flush();
            em.remove(row);
            work.publish(new RoleDeleted(name, row.revision()));
            work.afterCommit(table::reload);
            return null;
        });
    }

    private void decide(EntityManager em, RoleRow row, List<String> wanted) {
        Decided decided = table.current().decide(row.name(), wanted);
        Map<String, GrantRow> there = grants(em, row);
        there.forEach((permission, grant) -> {
            if (!decided.granted().contains(permission) && !decided.refused().contains(permission)) {
                em.remove(grant);
            }
        });
        write(em, row, there, decided.granted(), true);
        write(em, row, there, decided.refused(), false);
    }

    private void write(
            EntityManager em, RoleRow row, Map<String, GrantRow> there, Set<String> permissions, boolean granted) {
        for (String permission : permissions) {
            GrantRow grant = there.get(permission);
            if (grant == null) {
                em.persist(new GrantRow(ids.next(), row.id(), permission, granted));
            } else {
                grant.decide(granted);
            }
        }
    }

    private static Map<String, GrantRow> grants(EntityManager em, RoleRow row) {
        Map<String, GrantRow> grants = new HashMap<>();
        em.createQuery("select g from GrantRow g where g.roleId = :role", GrantRow.class)
                .setParameter("role", row.id())
                .getResultList()
                .forEach(grant -> grants.put(grant.permission(), grant));
        return grants;
    }

    private Role told(Work<EntityManager> work, RoleRow row, List<String> permissions) {
        work.afterCommit(table::reload);
        return record(row, permissions.stream().distinct().sorted().toList());
    }

    private Role record(RoleRow row) {
        return record(row, List.copyOf(table.current().of(row.name())));
    }

    private static Role record(RoleRow row, List<String> permissions) {
        return new Role(
                row.name(),
                row.name(),
                row.title(),
                row.description(),
                permissions,
                row.builtIn(),
                row.createdAt().toInstant(ZoneOffset.UTC),
                row.updatedAt().toInstant(ZoneOffset.UTC),
                row.revision());
    }

    private static List<Object> keys(ListRequest request, RoleRow row) {
        List<Object> keys = new ArrayList<>();
        request.order().forEach(o -> keys.add("name".equals(o.key().field()) ? row.name() : row.createdAt()));
        keys.add(row.id());
        return keys;
    }

    private static RoleRow find(EntityManager em, String name) {
        return named(em, name).getResultStream().findFirst().orElseThrow(() -> Problem.of(RbacError.NO_ROLE));
    }

    private static TypedQuery<RoleRow> named(EntityManager em, String name) {
        return em.createQuery("select r from RoleRow r where r.name = :name", RoleRow.class)
                .setParameter("name", name);
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
