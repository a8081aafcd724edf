package org.aistack.rag.search.internal.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.aistack.rag.ingest.AccessDecision;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.search.internal.SearchMeters;
import org.aistack.rag.search.internal.SearchSettings;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.index.Snapshot;
import org.aistack.rag.search.internal.query.Ranking.Found;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches for the caller of this thread. */
@Component(service = Retrieval.class)
public final class Retrieval {

    private static final Logger LOG = LoggerFactory.getLogger(Retrieval.class);
    private static final int LEAST_CANDIDATES = 200;
    private static final int MOST_CANDIDATES = 1_000;
    private static final int CANDIDATES_PER_HIT = 5;

    private final Passages passages;
    private final AccessDecision access;
    private final Library library;
    private final QueryVectors vectors;
    private final SearchSettings settings;
    private final SearchMeters meters;

    @Activate
    public Retrieval(
            @Reference Passages passages,
            @Reference AccessDecision access,
            @Reference Library library,
            @Reference QueryVectors vectors,
            @Reference SearchSettings settings,
            @Reference SearchMeters meters) {
        this.passages = passages;
        this.access = access;
        this.library = library;
        this.vectors = vectors;
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * What was found.
     *
     * @param total how many documents or passages matched
     * @param everyOne whether {@code total} is exact and not a lower bound
     * @param degraded legs that had to be left out
     * @param weights of the legs
     * @param millis time of each step
     */
    public record Result(
            Question question,
            Rarity rarity,
            List<Hit> hits,
            int total,
            boolean everyOne,
            Map<String, List<FacetCount>> facets,
            Answerability answerability,
            List<String> degraded,
            Map<String, Double> weights,
            Map<String, Long> millis) {}

    /** How many of the documents found have a value. */
    public record FacetCount(String value, int count) {}

    /** Finds what the request asks for, in all that the caller may read. */
    public Result search(SearchRequest request) {
        Supplier<Result> work = () -> {
            if (request.collectionIds() != null) {
                access.requireReadable(request.collectionIds());
            }
            if ("strict".equals(request.consistency())) {
                passages.refresh();
            }
            Query filter = filter(request);
            try (Snapshot snapshot = passages.snapshot()) {
                return new Search(request, snapshot, filter).run();
            }
        };
        return meters.query(request.mode(), work, result -> !result.hits().isEmpty());
    }

    private Query filter(SearchRequest request) {
        var filter = new BooleanQuery.Builder().add(AccessFilter.of(access.scope()), Occur.FILTER);
        if (request.collectionIds() != null) {
            filter.add(AccessFilter.collections(request.collectionIds()), Occur.FILTER);
        }
        if (request.filters() != null) {
            filter.add(FilterQuery.of(request.filters()), Occur.FILTER);
        }
        return filter.build();
    }

    /** One search on one snapshot. */
    private final class Search {

        private final SearchRequest request;
        private final Snapshot snapshot;
        private final Query filter;
        private final int most;
        private final Stopwatch watch = new Stopwatch();
        private final List<String> degraded = new ArrayList<>();
        private String model;

        Search(SearchRequest request, Snapshot snapshot, Query filter) {
            this.request = request;
            this.snapshot = snapshot;
            this.filter = filter;
            most = Math.min(MOST_CANDIDATES, Math.max(LEAST_CANDIDATES, CANDIDATES_PER_HIT * request.topK()));
        }

        Result run() {
            Question question = Question.of(request.query(), request.language(), passages.analysis());
            Rarity rarity = Rarity.of(
                    question, t -> snapshot.frequency(Rarity.field(question.language()), t), snapshot.passages());
            watch.lap("analyse");
            if (request.rerank()) {
                degraded.add("rerank");
            }
            if (question.empty()) {
                return new Result(
                        question,
                        rarity,
                        List.of(),
                        0,
                        true,
                        noFacets(),
                        judged(question, Signals.NONE),
                        degraded,
                        Map.of(),
                        watch.end());
            }
            Found found = find(question);
            if (request.mmrLambda() != null && found.model() == null) {
                degraded.add("mmr");
            }
            var ranking = ranking(question, found);
            var page = new ResultPage(snapshot, library, request, ranking, found, rarity);
            watch.lap("fuse");
            List<Hit> hits = page.hits();
            Map<String, List<FacetCount>> facets = page.facets();
            watch.lap("acl");
            Signals signals = new SignalReader(snapshot, passages.analysis(), question, rarity, found, ranking).read();
            watch.lap("judge");
            return new Result(
                    question,
                    rarity,
                    hits,
                    page.total(),
                    !full(found),
                    facets,
                    judged(question, signals),
                    degraded,
                    ranking.weights(),
                    watch.end());
        }

        private Answerability judged(Question question, Signals signals) {
            return Answerability.of(signals, question.language(), settings.threshold(question.language()));
        }

        private Found find(Question question) {
            var lexical = new LexicalLeg(snapshot, question, filter, most);
            boolean words =
                    !request.mode().equals(Ranking.VECTOR) && !request.mode().equals(Ranking.EXACT);
            Map<String, Map<Integer, Double>> fields = new LinkedHashMap<>();
            Map<String, Map<String, Double>> wholes = new LinkedHashMap<>();
            Map<Integer, Double> codes = new LinkedHashMap<>();
            Map<String, Double> named = new LinkedHashMap<>();
            meters.leg(Ranking.LEXICAL, () -> {
                if (words) {
                    fields.putAll(lexical.passages());
                    wholes.putAll(request.byDocument() ? lexical.documents() : Map.of());
                }
                if (!request.mode().equals(Ranking.VECTOR)) {
                    codes.putAll(lexical.codes());
                    named.putAll(lexical.namedCodes());
                }
                if (request.mode().equals(Ranking.EXACT)) {
                    lexical.phrase().forEach(codes::putIfAbsent);
                }
                return null;
            });
            watch.lap(Ranking.LEXICAL);
            boolean meaning =
                    !request.mode().equals(Ranking.LEXICAL) && !request.mode().equals(Ranking.EXACT);
            Map<Integer, Double> near = meaning ? meters.leg(Ranking.VECTOR, () -> near(question)) : Map.of();
            watch.lap(Ranking.VECTOR);
            return new Found(fields, wholes, lexical.weights(), near, near.isEmpty() ? null : model, codes, named);
        }

        /** Rows near the question; a failing model costs this leg and nothing else. */
        private Map<Integer, Double> near(Question question) {
            Optional<QueryVectors.Vector> vector = vectors.question(question.language(), question.text());
            if (vector.isEmpty()) {
                degraded.add(Ranking.VECTOR);
                meters.degraded(Ranking.VECTOR);
                return Map.of();
            }
            model = vector.get().model();
            try {
                return VectorLeg.find(
                        snapshot, vector.get().model(), vector.get().values(), filter, most);
            } catch (RuntimeException e) {
                LOG.error("the vectors of {} cannot be searched", vector.get().model(), e);
                degraded.add(Ranking.VECTOR);
                meters.degraded(Ranking.VECTOR);
                return Map.of();
            }
        }

        private Ranking ranking(Question question, Found found) {
            double usual = settings.lexicalWeight(question.language());
            var given = request.weights();
            double lexical = given != null && given.lexical() != null ? given.lexical() : usual;
            double vector = given != null && given.vector() != null ? given.vector() : 1 - usual;
            boolean words = !found.fields().isEmpty();
            boolean meaning = !found.vectors().isEmpty();
            return new Ranking(snapshot, found, words ? lexical : 0, meaning ? vector : 0);
        }

        private boolean full(Found found) {
            return found.vectors().size() >= most
                    || found.codes().size() >= most
                    || found.fields().values().stream().anyMatch(rows -> rows.size() >= most);
        }

        private Map<String, List<FacetCount>> noFacets() {
            Map<String, List<FacetCount>> none = new TreeMap<>();
            request.facets().forEach(facet -> none.put(facet, List.of()));
            return none;
        }
    }

    /** Milliseconds of each step. */
    private static final class Stopwatch {

        private static final long NANOS = 1_000_000;

        private final Map<String, Long> laps = new LinkedHashMap<>();
        private final long start = System.nanoTime();
        private long lap = start;

        void lap(String name) {
            long now = System.nanoTime();
            laps.put(name, (now - lap) / NANOS);
            lap = now;
        }

        Map<String, Long> end() {
            laps.put("total", (System.nanoTime() - start) / NANOS);
            return laps;
        }
    }

    static <K> Map<K, Double> sum(Map<String, Fusion.Leg<K>> legs) {
        return legs.isEmpty() ? new HashMap<>() : Fusion.minMax(List.copyOf(legs.values()));
    }
}
