package org.aistack.rag.search.internal.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.aistack.rag.search.internal.index.Fields;
import org.aistack.rag.search.internal.index.Snapshot;
import org.aistack.rag.search.internal.index.Snapshot.Scored;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.VectorUtil;

/** Finds by meaning. The filter is part of the search, so as many come back as there are and were asked for. */
final class VectorLeg {

    /** Up to so many permitted vectors are compared one by one: exact, and still a matter of milliseconds. */
    private static final int EXACT = 10_000;

    private VectorLeg() {}

    /** Rows of passages by cosine. */
    static Map<Integer, Double> find(Snapshot snapshot, String model, float[] vector, Query filter, int most) {
        String field = Fields.vector(model);
        Integer dimension = snapshot.models().get(model);
        if (dimension == null || dimension != vector.length) {
            return Map.of();
        }
        Query permitted = new BooleanQuery.Builder()
                .add(filter, Occur.FILTER)
                .add(new FieldExistsQuery(field), Occur.FILTER)
                .build();
        if (snapshot.count(permitted) <= EXACT) {
            return exact(snapshot, field, vector, permitted, most);
        }
        Map<Integer, Double> found = new LinkedHashMap<>();
        // the score of the dot product of unit vectors is (1 + cosine) / 2
        snapshot.search(new KnnFloatVectorQuery(field, vector, most, filter), most)
                .forEach(scored -> found.put(scored.row(), 2 * scored.score() - 1));
        return found;
    }

    private static Map<Integer, Double> exact(
            Snapshot snapshot, String field, float[] vector, Query permitted, int most) {
        try {
            return snapshot.searcher().search(permitted, new Comparisons(field, vector, most));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One comparison, since searchers here have one thread. */
    private record Comparisons(String field, float[] vector, int most)
            implements CollectorManager<Comparison, Map<Integer, Double>> {

        @Override
        public Comparison newCollector() {
            return new Comparison(field, vector, most);
        }

        @Override
        public Map<Integer, Double> reduce(Collection<Comparison> comparisons) {
            Map<Integer, Double> found = new LinkedHashMap<>();
            comparisons.forEach(c -> c.best.forEach(scored -> found.put(scored.row(), scored.score())));
            return found;
        }
    }

    /** Keeps the best; among equal ones those that come first. */
    private static final class Comparison extends SimpleCollector {

        private final String field;
        private final float[] vector;
        private final int most;
        private final PriorityQueue<Scored> best = new PriorityQueue<>((a, b) ->
                a.score() != b.score() ? Double.compare(a.score(), b.score()) : Integer.compare(b.row(), a.row()));
        private FloatVectorValues values;
        private int base;

        Comparison(String field, float[] vector, int most) {
            this.field = field;
            this.vector = vector;
            this.most = most;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            values = leaf.reader().getFloatVectorValues(field);
            base = leaf.docBase;
        }

        @Override
        public void collect(int row) throws IOException {
            if (values == null || values.docID() < row && values.advance(row) != row) {
                return;
            }
            double cosine = VectorUtil.dotProduct(vector, values.vectorValue());
            if (best.size() < most || cosine > best.peek().score()) {
                best.add(new Scored(base + row, cosine));
                if (best.size() > most) {
                    best.poll();
                }
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
