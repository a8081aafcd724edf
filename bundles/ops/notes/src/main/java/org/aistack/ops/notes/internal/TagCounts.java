package org.aistack.ops.notes.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.EntityManager;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.catalog.IntegrityCheck.Finding;
import org.aistack.kernel.catalog.IntegrityCheck.Report;
import org.aistack.kernel.catalog.IntegrityCheck.Severity;
import org.aistack.ops.notes.TagCount;
import org.aistack.ops.notes.internal.store.CountedRow;
import org.aistack.ops.notes.internal.store.NoteQuery;
import org.aistack.ops.notes.internal.store.NoteRow;
import org.aistack.ops.notes.internal.store.TagCountRow;

/**
 * The counters of tags. They remember what they contain of each note, so counting a note again, however often, changes
 * nothing.
 */
public final class TagCounts {

    private TagCounts() {}

    /** Makes the counters contain exactly what the note carries now; a note that is gone carries nothing. */
    public static void count(EntityManager em, long noteId) {
        NoteRow note = em.find(NoteRow.class, noteId);
        Map<String, String> now = new HashMap<>();
        if (note != null) {
            NoteQuery.tags(em, List.of(note)).getOrDefault(noteId, List.of()).forEach(t -> now.put(t, note.scope()));
        }
        List<CountedRow> before = em.createQuery("select c from CountedRow c where c.noteId = :id", CountedRow.class)
                .setParameter("id", noteId)
                .getResultList();
        for (CountedRow counted : before) {
            if (!now.remove(counted.tag(), counted.scope())) {
                add(em, counted.scope(), counted.tag(), -1);
                em.remove(counted);
            }
        }
        em.flush();
        now.forEach((tag, scope) -> {
            add(em, scope, tag, 1);
            em.persist(new CountedRow(noteId, tag, scope));
        });
    }

    /** What the caller may know: the counts of notes for everyone and of his own. */
    static List<TagCount> of(EntityManager em, Caller caller) {
        return em
                .createQuery(
                        "select c.tag, sum(c.total) from TagCountRow c where c.total > 0 and c.scope in :scopes"
                                + " group by c.tag",
                        Object[].class)
                .setParameter("scopes", List.of(TagCountRow.EVERYONE, caller.id()))
                .getResultList()
                .stream()
                .map(row -> new TagCount((String) row[0], ((Number) row[1]).longValue()))
                .sorted(Comparator.comparing(TagCount::count).reversed().thenComparing(TagCount::tag))
                .toList();
    }

    /** Where the counters and the notes disagree. */
    public static Report differences(EntityManager em) {
        Map<String, Long> counted = totals(em, "select c.scope, c.tag, c.total from TagCountRow c where c.total <> 0");
        Map<String, Long> carried = totals(
                em,
                "select case when r.audience = 'everyone' then 'everyone' else r.ownerId end, t.tag, count(t)"
                        + " from NoteRow r, TagRow t where t.noteId = r.id group by r.audience, r.ownerId, t.tag");
        Set<String> all = new TreeSet<>(counted.keySet());
        all.addAll(carried.keySet());
        List<Finding> findings = new ArrayList<>();
        for (String key : all) {
            long has = counted.getOrDefault(key, 0L);
            long should = carried.getOrDefault(key, 0L);
            if (has != should) {
                findings.add(new Finding(
                        Severity.ERROR, "tag", key, Long.toString(should), Long.toString(has), "the counter is off"));
            }
        }
        return new Report(all.size(), findings);
    }

    private static Map<String, Long> totals(EntityManager em, String query) {
        Map<String, Long> totals = new HashMap<>();
        for (Object[] row : em.createQuery(query, Object[].class).getResultList()) {
            totals.merge(row[0] + "/" + row[1], ((Number) row[2]).longValue(), Long::sum);
        }
        return totals;
    }

    private static void add(EntityManager em, String scope, String tag, int difference) {
        int changed = em.createQuery("update TagCountRow c set c.total = c.total + :difference"
                        + " where c.scope = :scope and c.tag = :tag")
                .setParameter("difference", (long) difference)
                .setParameter("scope", scope)
                .setParameter("tag", tag)
                .executeUpdate();
        if (changed == 0) {
            em.persist(new TagCountRow(scope, tag, difference));
            em.flush();
        }
    }
}
