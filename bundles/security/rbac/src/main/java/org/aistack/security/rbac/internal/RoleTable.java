package org.aistack.security.rbac.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.persistence.EntityManager;
import org.aistack.kernel.catalog.Capability;
import org.aistack.kernel.data.Store;
import org.aistack.security.rbac.internal.Decisions.Decided;
import org.aistack.security.rbac.internal.store.GrantRow;
import org.aistack.security.rbac.internal.store.RevisionRow;
import org.aistack.security.rbac.internal.store.RoleRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles in memory, so that asking costs no query. Loaded again after every change here, and within seconds after a
 * change on another node.
 */
@Component(service = RoleTable.class)
public final class RoleTable {

    private static final Logger LOG = LoggerFactory.getLogger(RoleTable.class);
    private static final long LOOK_SECONDS = 3;

    private final Store<EntityManager> store;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rbac-look");
        thread.setDaemon(true);
        return thread;
    });

    /** Replaced as a whole when a capability comes or goes. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Capability> capabilities = List.of();

    private volatile List<Capability> seen;
    private volatile Decisions current;

    @Activate
    public RoleTable(@Reference(target = "(unit=rbac)") Store<EntityManager> store) {
        this.store = store;
        reload();
        looker.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        looker.shutdownNow();
    }

    /** Who may what right now. */
    Decisions current() {
        if (seen != capabilities) {
            adopt();
        }
        return current;
    }

    /** Reads the roles again. */
    synchronized void reload() {
        List<Capability> now = capabilities;
        Decisions loaded = store.read(em -> load(em, Known.of(now)));
        seen = now;
        current = loaded;
    }

    private synchronized void adopt() {
        List<Capability> now = capabilities;
        if (seen != now) {
            current = current.with(Known.of(now));
            seen = now;
        }
    }

    private void look() {
        try {
            if (store.read(RoleTable::revision) != current.revision()) {
                reload();
            }
        } catch (RuntimeException e) {
            LOG.warn("The roles could not be read: {}", e.toString());
        }
    }

    private static long revision(EntityManager em) {
        return em.createQuery("select r.revision from RevisionRow r where r.id = 1", Long.class)
                .getSingleResult();
    }

    private static Decisions load(EntityManager em, Known known) {
        long revision = revision(em);
        Map<Long, Set<String>> granted = new HashMap<>();
        Map<Long, Set<String>> refused = new HashMap<>();
        for (GrantRow row :
                em.createQuery("select g from GrantRow g", GrantRow.class).getResultList()) {
            (row.granted() ? granted : refused)
                    .computeIfAbsent(row.roleId(), id -> new HashSet<>())
                    .add(row.permission());
        }
        Map<String, Decided> roles = new HashMap<>();
        for (RoleRow row :
                em.createQuery("select r from RoleRow r", RoleRow.class).getResultList()) {
            roles.put(
                    row.name(),
                    new Decided(granted.getOrDefault(row.id(), Set.of()), refused.getOrDefault(row.id(), Set.of())));
        }
        return new Decisions(known, roles, revision);
    }

    /** Raises the revision; until the end of the work nobody else changes a role or an assignment. */
    static void lock(EntityManager em) {
        em.createQuery("update " + RevisionRow.class.getSimpleName()
                        + " r set r.revision = r.revision + 1 where r.id = 1")
                .executeUpdate();
    }
}
