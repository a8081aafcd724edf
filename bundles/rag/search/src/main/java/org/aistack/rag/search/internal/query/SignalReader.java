package org.aistack.rag.search.internal.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aistack.rag.search.internal.index.Snapshot;
import org.aistack.rag.search.internal.query.Ranking.Found;
import org.aistack.rag.search.internal.text.Analysis;
import org.aistack.rag.search.internal.text.AnswerType;
import org.aistack.rag.search.internal.text.Sentences;
import org.aistack.rag.search.internal.text.Sentences.Span;

/** Reads the {@link Signals} off what the legs found. */
final class SignalReader {

    private static final int LOOKED_AT = 5;

    private final Snapshot snapshot;
    private final Analysis analysis;
    private final Question question;
    private final Rarity rarity;
    private final AnswerType type;
    private final Found found;
    private final Ranking ranking;
    private double coverage;
    private double sentence;
    private double pairs;
    private boolean typed;

    SignalReader(Snapshot snapshot, Analysis analysis, Question question, Rarity rarity, Found found, Ranking ranking) {
        this.snapshot = snapshot;
        this.analysis = analysis;
        this.question = question;
        this.rarity = rarity;
        type = AnswerType.of(question.text(), question.language());
        this.found = found;
        this.ranking = ranking;
    }

    Signals read() {
        look();
        List<Double> bm25 = falling(found.fields().getOrDefault(rarity.field(), Map.of()));
        List<Double> cosines = falling(found.vectors());
        double top = at(bm25, 0);
        return new Signals(
                coverage,
                sentence,
                pairs,
                typed,
                top == 0 ? 0 : (top - at(bm25, 1)) / top,
                at(cosines, 0),
                agreement(),
                !cosines.isEmpty());
    }

    private void look() {
        List<Integer> rows = Fusion.order(Retrieval.sum(ranking.passages()));
        for (int row : rows.subList(0, Math.min(LOOKED_AT, rows.size()))) {
            String text = snapshot.passage(row).text();
            List<String> terms = analysis.terms(rarity.field(), text);
            coverage = Math.max(coverage, rarity.covered(terms));
            pairs = Math.max(pairs, pairs(terms));
            for (Span span : Sentences.of(text)) {
                look(text.substring(span.start(), span.end()));
            }
        }
    }

    private void look(String text) {
        double covered = rarity.covered(analysis.terms(rarity.field(), text));
        if (covered > sentence) {
            sentence = covered;
            typed = type.in(text, question.text(), question.language());
        }
    }

    private double pairs(List<String> terms) {
        Set<String> there = new HashSet<>();
        for (int i = 1; i < terms.size(); i++) {
            there.add(terms.get(i - 1) + ' ' + terms.get(i));
        }
        List<String> asked = List.copyOf(rarity.weights().keySet());
        int found = 0;
        for (int i = 1; i < asked.size(); i++) {
            found += there.contains(asked.get(i - 1) + ' ' + asked.get(i)) ? 1 : 0;
        }
        return asked.size() < 2 ? 0 : (double) found / (asked.size() - 1);
    }

    /** 1 when the best passage by words is also the best by vectors, less the farther down it is there. */
    private double agreement() {
        if (found.vectors().isEmpty() || found.fields().isEmpty()) {
            return 0;
        }
        Map<Integer, Double> words = new HashMap<>(Retrieval.sum(
                Map.of("words", ranking.passages().getOrDefault(Ranking.LEXICAL, new Fusion.Leg<>(1, Map.of())))));
        List<Integer> order = Fusion.order(words);
        if (order.isEmpty()) {
            return 0;
        }
        int place = Fusion.order(found.vectors()).indexOf(order.get(0));
        return place < 0 ? 0 : 1.0 / (1 + place);
    }

    private static List<Double> falling(Map<Integer, Double> scores) {
        return scores.values().stream().sorted(Comparator.reverseOrder()).toList();
    }

    private static double at(List<Double> values, int place) {
        return place >= 0 && place < values.size() ? values.get(place) : 0;
    }
}
