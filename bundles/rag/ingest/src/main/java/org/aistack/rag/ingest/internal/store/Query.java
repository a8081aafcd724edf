package org.aistack.rag.ingest.internal.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;

/** A question for rows of one table under the alias {@code r}, put together from conditions. */
public final class Query<R> {

    private final Class<R> type;
    private final StringBuilder where = new StringBuilder("1 = 1");
    private final Map<String, Object> parameters = new HashMap<>();

    public Query(Class<R> type) {
        this.type = type;
    }

    public Query<R> and(String condition) {
        where.append(" and ").append(condition);
        return this;
    }

    public Query<R> and(String condition, String parameter, Object value) {
        parameters.put(parameter, value);
        return and(condition);
    }

    public Query<R> and(String condition, Map<String, Object> values) {
        parameters.putAll(values);
        return and(condition);
    }

    public List<R> rows(EntityManager em, String orderBy, int limit) {
        return query(em, "r", orderBy, type).setMaxResults(limit).getResultList();
    }

    /** A single value over all rows, for example {@code count(r)}. */
    public long number(EntityManager em, String expression) {
        Number number = query(em, expression, "", Number.class).getSingleResult();
        return number == null ? 0 : number.longValue();
    }

    /** How many rows there are for each value of a field: pairs of value and number. */
    public List<Object[]> groups(EntityManager em, String field) {
        return query(em, field + ", count(r)", " group by " + field, Object[].class)
                .getResultList();
    }

    /** The row, null when there is none. */
    public R one(EntityManager em) {
        List<R> rows = rows(em, "", 1);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** The row locked until the end of the work; null when there is none. */
    public R locked(EntityManager em) {
        List<R> rows = query(em, "r", "", type)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        return rows.isEmpty() ? null : rows.get(0);
    }

    private <T> TypedQuery<T> query(EntityManager em, String select, String orderBy, Class<T> result) {
        String text = "select " + select + " from " + type.getSimpleName() + " r where " + where + orderBy;
        TypedQuery<T> query = em.createQuery(text, result);
        parameters.forEach(query::setParameter);
        return query;
    }
}
