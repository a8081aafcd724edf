package org.aistack.rag.ingest.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.aistack.kernel.Ids;
import org.aistack.rag.ingest.internal.view.Acl;

/** Access lists of collections and documents in their table. */
public final class Grants {

    private Grants() {}

    public static void replace(EntityManager em, Ids ids, long target, Acl acl) {
        remove(em, target);
        if (acl != null) {
            acl.read().forEach(p -> em.persist(new GrantRow(ids.next(), target, "read", p)));
            acl.write().forEach(p -> em.persist(new GrantRow(ids.next(), target, "write", p)));
        }
    }

    public static void remove(EntityManager em, long target) {
        em.createQuery("delete from GrantRow g where g.targetId = :target")
                .setParameter("target", target)
                .executeUpdate();
    }

    /** The lists of all these targets in one query; an empty list for those without. */
    public static Map<Long, Acl> of(EntityManager em, Collection<Long> targets) {
        Map<Long, List<String>> read = new HashMap<>();
        Map<Long, List<String>> write = new HashMap<>();
        if (!targets.isEmpty()) {
            em.createQuery("select g from GrantRow g where g.targetId in :targets order by g.id", GrantRow.class)
                    .setParameter("targets", targets)
                    .getResultList()
                    .forEach(g -> ("read".equals(g.verb()) ? read : write)
                            .computeIfAbsent(g.targetId(), t -> new ArrayList<>())
                            .add(g.principal()));
        }
        Map<Long, Acl> lists = new HashMap<>();
        targets.forEach(t -> lists.put(t, new Acl(read.get(t), write.get(t))));
        return lists;
    }
}
