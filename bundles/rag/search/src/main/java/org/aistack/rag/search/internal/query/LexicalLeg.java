package org.aistack.rag.search.internal.query;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aistack.rag.search.internal.index.Fields;
import org.aistack.rag.search.internal.index.Snapshot;
import org.aistack.rag.search.internal.text.Analysis;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Finds by words (BM25) and by codes. */
final class LexicalLeg {

    /** What the title and the headings above a passage add to the score of its text. */
    private static final float SURROUNDINGS = 0.2f;

    private final Snapshot snapshot;
    private final Question question;
    private final Query filter;
    private final int most;

    LexicalLeg(Snapshot snapshot, Question question, Query filter, int most) {
        this.snapshot = snapshot;
        this.question = question;
        this.filter = filter;
        this.most = most;
    }

    /** Rows of passages, for each field that was searched. */
    Map<String, Map<Integer, Double>> passages() {
        Map<String, Map<Integer, Double>> found = new LinkedHashMap<>();
        weights().keySet().forEach(field -> {
            var query = filtered(Fields.PASSAGE).add(terms(field, field, 1), Occur.MUST);
            add(query, Fields.TITLE);
            add(query, Fields.HEADING);
            found.put(field, rows(query.build()));
        });
        return found;
    }

    /** Ids of documents by their whole text, for each field that was searched. */
    Map<String, Map<String, Double>> documents() {
        Map<String, Map<String, Double>> found = new LinkedHashMap<>();
        weights().keySet().forEach(field -> {
            var query = new BooleanQuery.Builder().add(filter, Occur.FILTER);
            query.add(terms(Fields.whole(field), field, 1), Occur.MUST);
            Map<String, Double> documents = new HashMap<>();
            rows(query.build()).forEach((row, score) -> documents.put(snapshot.documentId(row), score));
            found.put(field, documents);
        });
        return found;
    }

    /** Rows of passages with the codes that were asked for. */
    Map<Integer, Double> codes() {
        return codes(Fields.PASSAGE);
    }

    /** Ids of documents with those codes in their name. */
    Map<String, Double> namedCodes() {
        Map<String, Double> documents = new HashMap<>();
        codes(Fields.DOCUMENT).forEach((row, score) -> documents.put(snapshot.documentId(row), score));
        return documents;
    }

    private Map<Integer, Double> codes(String level) {
        if (question.codes().isEmpty()) {
            return Map.of();
        }
        var any = new BooleanQuery.Builder();
        question.codes()
                .forEach(code ->
                        any.add(new ConstantScoreQuery(new TermQuery(new Term(Fields.EXACT, code))), Occur.SHOULD));
        return rows(filtered(level).add(any.build(), Occur.MUST).build());
    }

    /** Rows of passages with the words as they were asked for, side by side. */
    Map<Integer, Double> phrase() {
        var phrase = new PhraseQuery.Builder();
        question.terms()
                .getOrDefault(Analysis.STD, Map.of())
                .keySet()
                .forEach(term -> phrase.add(new Term(Analysis.STD, term)));
        return rows(filtered(Fields.PASSAGE).add(phrase.build(), Occur.MUST).build());
    }

    /**
     * What each searched field counts for. Pairs of characters and words fail on different questions, and the words as they
     * are written help both languages: measured better together than any alone.
     */
    Map<String, Double> weights() {
        Map<String, Double> weights = new TreeMap<>(
                Map.of(Analysis.ZH_BIGRAM, 0.45, Analysis.ZH_WORD, 0.35, Analysis.EN, 0.75, Analysis.STD, 0.25));
        weights.keySet().retainAll(question.terms().keySet());
        double sum = weights.values().stream().mapToDouble(w -> w).sum();
        weights.replaceAll((field, weight) -> weight / sum);
        return weights;
    }

    private void add(BooleanQuery.Builder query, String field) {
        if (question.terms().containsKey(Analysis.MIXED)) {
            query.add(terms(field, Analysis.MIXED, SURROUNDINGS), Occur.SHOULD);
        }
    }

    private Query terms(String field, String analyzer, float boost) {
        var query = new BooleanQuery.Builder();
        question.terms()
                .get(analyzer)
                .forEach((term, count) ->
                        query.add(new BoostQuery(new TermQuery(new Term(field, term)), boost * count), Occur.SHOULD));
        return query.build();
    }

    private BooleanQuery.Builder filtered(String level) {
        return new BooleanQuery.Builder()
                .add(filter, Occur.FILTER)
                .add(new TermQuery(new Term(Fields.LEVEL, level)), Occur.FILTER);
    }

    private Map<Integer, Double> rows(Query query) {
        Map<Integer, Double> rows = new LinkedHashMap<>();
        List<Snapshot.Scored> found = snapshot.search(query, most);
        found.forEach(scored -> rows.put(scored.row(), scored.score()));
        return rows;
    }
}
