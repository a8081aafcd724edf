package org.aistack.ops.notes.internal.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.aistack.kernel.access.Caller;

/**
 * A question for notes. It starts with the condition that no other is asked without: the caller's own notes and those for
 * everyone.
 */
public final class NoteQuery {

    private final StringBuilder where = new StringBuilder("1 = 1");
    private final Map<String, Object> parameters = new HashMap<>();

    public NoteQuery(Caller caller) {
        if (caller.kind() != Caller.Kind.SYSTEM) {
            and("(r.ownerId = :me or r.audience = 'everyone')", "me", caller.id());
        }
    }

    public NoteQuery and(String condition) {
        where.append(" and ").append(condition);
        return this;
    }

    public NoteQuery and(String condition, String parameter, Object value) {
        parameters.put(parameter, value);
        return and(condition);
    }

    public NoteQuery and(String condition, Map<String, Object> values) {
        parameters.putAll(values);
        return and(condition);
    }

    public List<NoteRow> rows(EntityManager em, String orderBy, int limit) {
        return query(em, "select r from NoteRow r where ", orderBy, NoteRow.class)
                .setMaxResults(limit)
                .getResultList();
    }

    public long count(EntityManager em) {
        return query(em, "select count(r) from NoteRow r where ", "", Long.class)
                .getSingleResult();
    }

    /** The row, locked until the end of the work; null when there is none for the caller. */
    public NoteRow locked(EntityManager em) {
        List<NoteRow> rows = query(em, "select r from NoteRow r where ", "", NoteRow.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The tags of all these notes, by note, in one query. */
    public static Map<Long, List<String>> tags(EntityManager em, List<NoteRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        return em
                .createQuery("select t from TagRow t where t.noteId in :ids order by t.noteId, t.place", TagRow.class)
                .setParameter("ids", rows.stream().map(NoteRow::id).toList())
                .getResultList()
                .stream()
                .collect(Collectors.groupingBy(TagRow::noteId, Collectors.mapping(TagRow::tag, Collectors.toList())));
    }

    private <T> TypedQuery<T> query(EntityManager em, String select, String orderBy, Class<T> type) {
        TypedQuery<T> query = em.createQuery(select + where + orderBy, type);
        parameters.forEach(query::setParameter);
        return query;
    }
}
