package org.aistack.security.rbac.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.aistack.kernel.Id;
import org.aistack.kernel.Ids;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.data.Store;
import org.aistack.kernel.data.Work;
import org.aistack.kernel.rest.Match;
import org.aistack.security.auth.AccessError;
import org.aistack.security.rbac.Roles;
import org.aistack.security.rbac.RolesAssigned;
import org.aistack.security.rbac.internal.store.AssignmentRow;
import org.aistack.security.rbac.internal.store.HolderRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who holds which role. All changes wait for each other, so the last administrator stays one also in a race. */
@Component(service = {Roles.class, HolderBook.class})
public final class HolderBook implements Roles {

    private static final int BATCH = 500;

    private final Store<EntityManager> store;
    private final RoleTable table;
    private final Guard guard;
    private final Ids ids;

    @Activate
    public HolderBook(
            @Reference(target = "(unit=rbac)") Store<EntityManager> store,
            @Reference RoleTable table,
            @Reference Guard guard,
            @Reference Ids ids) {
        this.store = store;
        this.table = table;
        this.guard = guard;
        this.ids = ids;
    }

    /** The roles of a user that exists. */
    public UserRoles get(String userId) {
        return store.read(em -> record(em, find(em, userId)));
    }

    /** Gives a user that exists other roles. */
    public UserRoles change(String userId, long revision, Collection<String> roles) {
        guard.require("user:update");
        return store.write(work -> {
            RoleTable.lock(work.session());
            HolderRow holder = find(work.session(), userId);
            Match.check(revision, holder.revision());
            assign(work, holder, Set.copyOf(roles));
            return new UserRoles(userId, List.copyOf(new TreeSet<>(roles)), holder.revision());
        });
    }

    @Override
    public Map<String, Set<String>> of(Collection<String> userIds) {
        Map<String, Set<String>> roles = new HashMap<>();
        userIds.forEach(id -> roles.put(id, new TreeSet<>()));
        List<Long> wanted = roles.keySet().stream().map(Id::parse).toList();
        for (int from = 0; from < wanted.size(); from += BATCH) {
            List<Long> some = wanted.subList(from, Math.min(wanted.size(), from + BATCH));
            for (Object[] pair : store.read(em -> pairs(em, some))) {
                roles.get(Id.text((Long) pair[0])).add((String) pair[1]);
            }
        }
        return roles;
    }

    private static List<Object[]> pairs(EntityManager em, List<Long> holders) {
        return em.createQuery(
                        "select a.holderId, r.name from AssignmentRow a, RoleRow r"
                                + " where r.id = a.roleId and a.holderId in :holders",
                        Object[].class)
                .setParameter("holders", holders)
                .getResultList();
    }

    @Override
    public Set<String> holders(String role) {
        return store.read(em -> em.createQuery(
                        "select a.holderId from AssignmentRow a, RoleRow r where r.id = a.roleId and r.name = :role",
                        Long.class)
                .setParameter("role", role)
                .getResultStream()
                .map(Id::text)
                .collect(Collectors.toSet()));
    }

    @Override
    public void assign(String userId, Set<String> roles) {
        store.write(work -> {
            RoleTable.lock(work.session());
            assign(work, findOrAdd(work.session(), userId), roles);
            return null;
        });
    }

    private void assign(Work<EntityManager> work, HolderRow holder, Set<String> wanted) {
        EntityManager em = work.session();
        Map<Long, String> names = rolesByName(em, wanted);
        Set<Long> missing = new HashSet<>(names.keySet());
        for (AssignmentRow row : assignments(em, holder)) {
            if (!missing.remove(row.roleId())) {
                if (isAdmin(em, row)) {
                    beforeLosingAdmin(em, holder);
                }
                em.remove(row);
            }
        }
        missing.forEach(role -> em.persist(new AssignmentRow(ids.next(), holder.id(), role)));
        told(work, holder);
    }

    @Override
    public void standing(String userId, boolean active) {
        store.write(work -> {
            EntityManager em = work.session();
            RoleTable.lock(em);
            HolderRow holder = findOrAdd(em, userId);
            if (!active && assignments(em, holder).stream().anyMatch(row -> isAdmin(em, row))) {
                mustNotBeLast(em, holder);
            }
            holder.standing(active);
            told(work, holder);
            return null;
        });
    }

    @Override
    public void forget(String userId) {
        store.write(work -> {
            EntityManager em = work.session();
            RoleTable.lock(em);
            HolderRow holder = findOrAdd(em, userId);
            for (AssignmentRow row : assignments(em, holder)) {
                if (isAdmin(em, row)) {
                    mustNotBeLast(em, holder);
                }
                em.remove(row);
            }
            told(work, holder);
            em.flush();
            em.remove(holder);
            return null;
        });
    }

    @Override
    public Set<String> permissions(Set<String> roles) {
        return table.current().effective(roles);
    }

    @Override
    public long revision() {
        return table.current().revision();
    }

    private void beforeLosingAdmin(EntityManager em, HolderRow holder) {
        mustNotBeLast(em, holder);
        if (Id.text(holder.id()).equals(guard.caller().id())) {
            throw Problem.of(AccessError.SELF_LOCKOUT);
        }
    }

    private static void mustNotBeLast(EntityManager em, HolderRow holder) {
        long others = em.createQuery(
                        "select count(a) from AssignmentRow a, RoleRow r, HolderRow h where r.id = a.roleId"
                                + " and h.id = a.holderId and r.name = :admin and h.active = true and h.id <> :holder",
                        Long.class)
                .setParameter("admin", ADMIN)
                .setParameter("holder", holder.id())
                .getSingleResult();
        if (holder.active() && others == 0) {
            throw Problem.of(RbacError.LAST_ADMINISTRATOR);
        }
    }

    private static boolean isAdmin(EntityManager em, AssignmentRow row) {
        return em.createQuery("select count(r) from RoleRow r where r.id = :role and r.name = :admin", Long.class)
                        .setParameter("role", row.roleId())
                        .setParameter("admin", ADMIN)
                        .getSingleResult()
                > 0;
    }

    private static Map<Long, String> rolesByName(EntityManager em, Set<String> wanted) {
        Map<Long, String> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            em.createQuery("select r.id, r.name from RoleRow r where r.name in :names", Object[].class)
                    .setParameter("names", wanted)
                    .getResultList()
                    .forEach(pair -> found.put((Long) pair[0], (String) pair[1]));
        }
        for (String name : new TreeSet<>(wanted)) {
            if (!found.containsValue(name)) {
                throw Problem.at("/roles", RbacError.UNKNOWN_ROLE, name);
            }
        }
        return found;
    }

    private void told(Work<EntityManager> work, HolderRow holder) {
        holder.touch();
        work.publish(new RolesAssigned(Id.text(holder.id()), holder.revision()));
        work.afterCommit(table::reload);
    }

    private static List<AssignmentRow> assignments(EntityManager em, HolderRow holder) {
        return em.createQuery("select a from AssignmentRow a where a.holderId = :holder", AssignmentRow.class)
                .setParameter("holder", holder.id())
                .getResultList();
    }

    private UserRoles record(EntityManager em, HolderRow holder) {
        List<String> names = pairs(em, List.of(holder.id())).stream()
                .map(pair -> (String) pair[1])
                .sorted()
                .toList();
        return new UserRoles(Id.text(holder.id()), names, holder.revision());
    }

    private static HolderRow find(EntityManager em, String userId) {
        HolderRow holder = em.find(HolderRow.class, Id.parse(userId));
        if (holder == null) {
            throw Problem.of(RbacError.NO_USER);
        }
        return holder;
    }

    private static HolderRow findOrAdd(EntityManager em, String userId) {
        HolderRow holder = em.find(HolderRow.class, Id.parse(userId));
        if (holder == null) {
            holder = new HolderRow(Id.parse(userId));
            em.persist(holder);
        }
        return holder;
    }
}
