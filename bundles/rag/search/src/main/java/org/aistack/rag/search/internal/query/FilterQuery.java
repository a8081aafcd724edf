package org.aistack.rag.search.internal.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.Problem;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.index.Fields;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;

/** Turns a {@link Filter} into a query. */
final class FilterQuery {

    private static final Set<String> TEXTS =
            Set.of("document_id", "external_id", "tags", "category", "language", "media_type", "source_kind");
    private static final Set<String> MOMENTS = Set.of("created_at", "updated_at");
    private static final String METADATA = "metadata.";
    private static final int DEEPEST = 8;
    private static final int MOST = 256;
    private static final int LONGEST = 1_000;

    private int conditions;

    private FilterQuery() {}

    /**
     * The query of a filter.
     *
     * @throws Problem naming the place that is not right
     */
    static Query of(Filter filter) {
        return new FilterQuery().query(filter, "/filters", 1);
    }

    private Query query(Filter filter, String at, int depth) {
        if (filter == null || filter.type() == null || depth > DEEPEST || ++conditions > MOST) {
            throw Problem.at(at, SearchError.BAD_FILTER);
        }
        return switch (filter.type()) {
            case "and", "or" -> joined(filter, at, depth);
            case "eq" -> equal(filter, filter.value(), at);
            case "ne" -> not(equal(filter, filter.value(), at));
            case "in" -> any(filter, at);
            case "nin" -> not(any(filter, at));
            case "gt", "gte", "lt", "lte" -> range(filter, at);
            default ->
                throw Problem.at(
                        at + "/type", SearchError.UNKNOWN_CHOICE, "eq, ne, gt, gte, lt, lte, in, nin, and, or");
        };
    }

    private Query joined(Filter filter, String at, int depth) {
        if (filter.filters() == null) {
            throw Problem.at(at + "/filters", SearchError.BAD_FILTER);
        }
        boolean all = "and".equals(filter.type());
        var query = new BooleanQuery.Builder();
        for (int i = 0; i < filter.filters().size(); i++) {
            query.add(
                    query(filter.filters().get(i), at + "/filters/" + i, depth + 1), all ? Occur.FILTER : Occur.SHOULD);
        }
        boolean empty = filter.filters().isEmpty();
        return empty ? all ? new MatchAllDocsQuery() : new MatchNoDocsQuery() : query.build();
    }

    private Query any(Filter filter, String at) {
        if (!(filter.value() instanceof List<?> values) || values.size() > MOST) {
            throw Problem.at(at + "/value", SearchError.BAD_FILTER);
        }
        var query = new BooleanQuery.Builder();
        values.forEach(value -> query.add(equal(filter, value, at), Occur.SHOULD));
        return query.build();
    }

    private static Query equal(Filter filter, Object value, String at) {
        String key = key(filter, at);
        if (MOMENTS.contains(key)) {
            return LongPoint.newExactQuery(Fields.number(key), moment(value, at));
        }
        if (value instanceof Number number && key.startsWith(METADATA)) {
            return DoublePoint.newExactQuery(Fields.number(key), number.doubleValue());
        }
        return new TermQuery(new Term(Fields.filter(key), text(value, at)));
    }

    private static Query range(Filter filter, String at) {
        String key = key(filter, at);
        boolean above = filter.type().startsWith("gt");
        boolean included = filter.type().endsWith("e");
        Object value = filter.value();
        if (MOMENTS.contains(key)) {
            long moment = moment(value, at);
            long bound = included ? moment : above ? moment + 1 : moment - 1;
            return above
                    ? LongPoint.newRangeQuery(Fields.number(key), bound, Long.MAX_VALUE)
                    : LongPoint.newRangeQuery(Fields.number(key), Long.MIN_VALUE, bound);
        }
        if (value instanceof Number number && key.startsWith(METADATA)) {
            double bound = number.doubleValue();
            return above
                    ? DoublePoint.newRangeQuery(
                            Fields.number(key), included ? bound : Math.nextUp(bound), Double.POSITIVE_INFINITY)
                    : DoublePoint.newRangeQuery(
                            Fields.number(key), Double.NEGATIVE_INFINITY, included ? bound : Math.nextDown(bound));
        }
        String bound = text(value, at);
        String field = Fields.filter(key);
        return above
                ? TermRangeQuery.newStringRange(field, bound, null, included, true)
                : TermRangeQuery.newStringRange(field, null, bound, true, included);
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    private static String key(Filter filter, String at) {
        String key = filter.key();
        boolean known = key != null
                && (TEXTS.contains(key)
                        || MOMENTS.contains(key)
                        || key.startsWith(METADATA) && key.length() > METADATA.length() && key.length() < LONGEST);
        if (!known) {
            throw Problem.at(at + "/key", SearchError.BAD_FILTER);
        }
        return key;
    }

    private static String text(Object value, String at) {
        boolean simple = value instanceof String || value instanceof Boolean || value instanceof Number;
        if (!simple || value.toString().length() > LONGEST) {
            throw Problem.at(at + "/value", SearchError.BAD_FILTER);
        }
        return value.toString();
    }

    private static long moment(Object value, String at) {
        try {
            String text = text(value, at);
            return text.length() == "2026-01-01".length()
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw Problem.at(at + "/value", SearchError.BAD_FILTER);
        }
    }
}
