package org.aistack.rag.search.internal.query;

import java.util.Collection;
import java.util.List;
import org.aistack.rag.ingest.AccessDecision.Scope;
import org.aistack.rag.search.internal.index.Fields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** What a caller may read, as a query: part of every leg, so that nobody's rows crowd out those of others. */
final class AccessFilter {

    private AccessFilter() {}

    static Query of(Scope scope) {
        if (scope.everything()) {
            return new MatchAllDocsQuery();
        }
        Query ownReaders = term(Fields.OWN_READERS, "yes");
        var named = new BooleanQuery.Builder()
                .add(ownReaders, Occur.FILTER)
                .add(in(Fields.READER, scope.principals()), Occur.FILTER);
        var inherited = new BooleanQuery.Builder()
                .add(in(Fields.COLLECTION, scope.collections()), Occur.FILTER)
                .add(ownReaders, Occur.MUST_NOT);
        var query = new BooleanQuery.Builder().add(named.build(), Occur.SHOULD).add(inherited.build(), Occur.SHOULD);
        if (scope.userId() != null && !scope.userId().isEmpty()) {
            query.add(term(Fields.OWNER, scope.userId()), Occur.SHOULD);
        }
        return query.build();
    }

    static Query collections(List<String> ids) {
        return in(Fields.COLLECTION, ids);
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static Query in(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }
}
