package org.aistack.rag.search.internal.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aistack.rag.search.internal.index.Snapshot;
import org.aistack.rag.search.internal.query.Ranking.Found;
import org.aistack.rag.search.internal.text.Analysis;

/** Reads the {@link Signals} off what the legs found. */
final class SignalReader {

    private static final int LOOKED_AT = 5;
    private static final int TENTH = 9;
    /** A term's highest share in BM25 for k1 = 0.9. */
    private static final double SATURATION = 1.0;

    private final Snapshot snapshot;
    private final Analysis analysis;
    private final Rarity rarity;
    private final Found found;
    private final Ranking ranking;

    SignalReader(Snapshot snapshot, Analysis analysis, Rarity rarity, Found found, Ranking ranking) {
        this.snapshot = snapshot;
        this.analysis = analysis;
        this.rarity = rarity;
        this.found = found;
        this.ranking = ranking;
    }

    Signals read() {
        List<Double> bm25 = falling(found.fields().getOrDefault(rarity.field(), Map.of()));
        List<Double> cosines = falling(found.vectors());
        double top = at(bm25, 0);
        return new Signals(
                coverage(),
                rarity.sum() == 0 ? 0 : Math.min(1, top / (rarity.sum() * SATURATION)),
                top == 0 ? 0 : (top - at(bm25, 1)) / top,
                at(cosines, 0),
                at(cosines, 0) - at(cosines, Math.min(TENTH, cosines.size() - 1)),
                agreement(),
                !cosines.isEmpty());
    }

    private double coverage() {
        double best = 0;
        List<Integer> rows = Fusion.order(Retrieval.sum(ranking.passages()));
        for (int row : rows.subList(0, Math.min(LOOKED_AT, rows.size()))) {
            best = Math.max(
                    best,
                    rarity.covered(
                            analysis.terms(rarity.field(), snapshot.passage(row).text())));
        }
        return best;
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
