package org.aistack.rag.search.internal.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.aistack.rag.ingest.DocumentCard;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.search.internal.index.Fields;
import org.aistack.rag.search.internal.index.Snapshot;
import org.aistack.rag.search.internal.index.Snapshot.Stored;
import org.aistack.rag.search.internal.query.Hit.Say;
import org.aistack.rag.search.internal.query.Ranking.Found;
import org.aistack.rag.search.internal.query.Retrieval.FacetCount;
import org.aistack.rag.search.internal.text.Fold;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;

/**
 * The first hits of a ranking. Each document is asked for in the live database once more before it is shown: a right that
 * was taken away, or a document deleted, a moment ago is not in the index yet.
 */
final class ResultPage {

    private static final int FACET_VALUES = 50;
    private static final int VARIED = 200;

    private final Snapshot snapshot;
    private final Library library;
    private final SearchRequest request;
    private final Ranking ranking;
    private final Found found;
    private final Rarity rarity;
    private final Map<Integer, Double> judged;
    private final Map<String, DocumentCard> cards = new HashMap<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private int hiddenPlaces;
    private List<Place> places = List.of();

    /** A place in the order; the row is null when only the whole document was found. */
    private record Place(String document, Integer row, double score, Map<String, Say> legs) {}

    ResultPage(Snapshot snapshot, Library library, SearchRequest request, Ranking ranking, Found found, Rarity rarity) {
        this.snapshot = snapshot;
        this.library = library;
        this.request = request;
        this.ranking = ranking;
        this.found = found;
        this.rarity = rarity;
        judged = Retrieval.sum(ranking.passages());
    }

    List<Hit> hits() {
        places = request.byDocument() ? documents() : passages();
        if (request.minScore() != null) {
            places =
                    places.stream().filter(p -> p.score() >= request.minScore()).toList();
        }
        if (request.mmrLambda() != null && found.model() != null) {
            places = varied();
        }
        Map<String, Hit> shown = new LinkedHashMap<>();
        List<Place> rest = places;
        while (!rest.isEmpty() && shown.size() < request.topK()) {
            int step = Math.min(rest.size(), request.topK());
            look(rest.subList(0, step).stream().map(Place::document).toList());
            for (Place place : rest.subList(0, step)) {
                if (shown.size() < request.topK()) {
                    show(place, shown);
                }
            }
            rest = rest.subList(step, rest.size());
        }
        return List.copyOf(shown.values());
    }

    /** The first places in an order with more variety; the rest follows as it was. */
    private List<Place> varied() {
        List<Place> first = places.subList(0, Math.min(VARIED, places.size()));
        Map<Place, Double> scores = new LinkedHashMap<>();
        Map<Integer, float[]> vectors = snapshot.vectors(
                found.model(),
                first.stream().map(Place::row).filter(Objects::nonNull).toList());
        Map<Place, float[]> known = new HashMap<>();
        for (Place place : first) {
            scores.put(place, place.score());
            if (place.row() != null && vectors.containsKey(place.row())) {
                known.put(place, vectors.get(place.row()));
            }
        }
        List<Place> order = new ArrayList<>(Variety.order(scores, known, request.mmrLambda()));
        order.addAll(places.subList(first.size(), places.size()));
        return order;
    }

    /** How many there are, without those that turned out not to be for the caller. */
    int total() {
        return places.size() - hiddenPlaces;
    }

    Map<String, List<FacetCount>> facets() {
        if (request.facets().isEmpty()) {
            return Map.of();
        }
        Set<String> documents = new LinkedHashSet<>();
        places.forEach(place -> documents.add(place.document()));
        look(documents);
        Map<String, List<FacetCount>> facets = new TreeMap<>();
        for (String facet : request.facets()) {
            Map<String, Integer> counts = new TreeMap<>();
            documents.stream().map(cards::get).filter(Objects::nonNull).forEach(card -> values(card, facet)
                    .forEach(value -> counts.merge(value, 1, Integer::sum)));
            facets.put(
                    facet,
                    counts.entrySet().stream()
                            .map(e -> new FacetCount(e.getKey(), e.getValue()))
                            .sorted(Comparator.comparing(FacetCount::count, Comparator.reverseOrder()))
                            .limit(FACET_VALUES)
                            .toList());
        }
        return facets;
    }

    private static List<String> values(DocumentCard card, String facet) {
        if (facet.equals("tags")) {
            return card.tags() == null ? List.of() : card.tags();
        }
        String value =
                switch (facet) {
                    case "language" -> card.language();
                    case "category" -> card.category();
                    case "media_type" -> card.mediaType();
                    case "source_kind" -> card.sourceKind();
                    default -> card.collectionId();
                };
        return value == null ? List.of() : List.of(value);
    }

    private List<Place> documents() {
        var legs = ranking.documents();
        Map<String, Double> scores = Retrieval.sum(legs);
        Map<String, Integer> rows = Ranking.bestRows(judged, ranking::document);
        var says = Ranking.says(legs);
        return Fusion.order(scores).stream()
                .map(id -> new Place(id, rows.get(id), scores.get(id), says(says, id)))
                .toList();
    }

    private List<Place> passages() {
        var says = Ranking.says(ranking.passages());
        List<Place> order = new ArrayList<>();
        Fusion.order(judged)
                .forEach(row -> order.add(new Place(ranking.document(row), row, judged.get(row), says(says, row))));
        return order;
    }

    private static <K> Map<String, Say> says(Map<String, Map<K, Say>> all, K key) {
        Map<String, Say> says = new LinkedHashMap<>();
        all.forEach((leg, each) -> {
            if (each.containsKey(key)) {
                says.put(leg, each.get(key));
            }
        });
        return says;
    }

    private void look(Collection<String> documents) {
        List<String> unknown = documents.stream()
                .distinct()
                .filter(id -> !cards.containsKey(id) && !hidden.contains(id))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        cards.putAll(library.readable(unknown));
        for (String id : unknown) {
            if (!cards.containsKey(id)) {
                hidden.add(id);
                hiddenPlaces += (int)
                        places.stream().filter(p -> p.document().equals(id)).count();
            }
        }
    }

    private void show(Place place, Map<String, Hit> shown) {
        DocumentCard card = cards.get(place.document());
        if (card == null) {
            return;
        }
        int row = place.row() != null ? place.row() : first(place.document());
        Stored passage = snapshot.passage(row);
        String text = request.collapseDuplicates() ? Fold.fold(passage.text()).strip() : passage.chunkId();
        Hit equal = shown.get(text);
        if (equal != null) {
            equal.duplicates().add(request.byDocument() ? place.document() : passage.chunkId());
            hiddenPlaces++;
            return;
        }
        double bm25 = found.bm25(rarity.field(), row);
        double cosine = found.vectors().getOrDefault(row, 0.0);
        shown.put(text, new Hit(passage, card, place.score(), place.legs(), bm25, cosine, new ArrayList<>()));
    }

    /** The first passage of a document, for one that was found by its whole text only. */
    private int first(String document) {
        var query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.DOCUMENT_ID, document)), Occur.FILTER)
                .add(new TermQuery(new Term(Fields.LEVEL, Fields.PASSAGE)), Occur.FILTER);
        return snapshot.search(query.build(), 1).get(0).row();
    }
}
