package org.aistack.rag.search.internal.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aistack.rag.ingest.CanonicalText;
import org.aistack.rag.ingest.Library;
import org.aistack.rag.search.internal.SearchMeters;
import org.aistack.rag.search.internal.answer.Answer.Citation;
import org.aistack.rag.search.internal.answer.Answer.Sentence;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.query.Hit;
import org.aistack.rag.search.internal.query.QueryVectors;
import org.aistack.rag.search.internal.query.Retrieval;
import org.aistack.rag.search.internal.query.SearchRequest;
import org.aistack.rag.search.internal.run.Place;
import org.aistack.rag.search.internal.run.RunBody;
import org.aistack.rag.search.internal.run.RunLedger;
import org.aistack.rag.search.internal.text.Script;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers by quoting: a first search finds passages, their best sentences are chosen, and a second search with the answer
 * itself checks that the documents bear it out.
 */
@Component(service = Answers.class)
public final class Answers {

    private static final int PASSAGES = 8;
    private static final int RELATED = 3;
    private static final String ABSTAINED_ZH = "现有资料中没有找到能回答这个问题的内容。";
    private static final String ABSTAINED_EN = "The documents at hand do not answer this question.";

    private final Retrieval retrieval;
    private final Passages passages;
    private final QueryVectors vectors;
    private final Library library;
    private final RunLedger ledger;
    private final SearchMeters meters;

    @Activate
    public Answers(
            @Reference Retrieval retrieval,
            @Reference Passages passages,
            @Reference QueryVectors vectors,
            @Reference Library library,
            @Reference RunLedger ledger,
            @Reference SearchMeters meters) {
        this.retrieval = retrieval;
        this.passages = passages;
        this.vectors = vectors;
        this.library = library;
        this.ledger = ledger;
        this.meters = meters;
    }

    /** Answers, or says that the documents do not. */
    public Answer answer(AnswerRequest request) {
        return meters.answer(() -> {
            Steps steps = new Steps();
            Retrieval.Result found = retrieval.search(request.search(PASSAGES));
            steps.add(
                    "rag1",
                    Map.of("query", request.query(), "items", found.hits().size()));
            List<Candidate> chosen = found.answerability().abstain() ? List.of() : choose(request, found);
            List<Quote> quotes = quotes(chosen);
            steps.add("compose", Map.of("style", "extractive"));
            if (quotes.isEmpty()) {
                return abstained(request, found, steps);
            }
            Map<String, Double> support = support(request, quotes);
            steps.add("rag2", Map.of("purpose", "support-check", "items", support.size()));
            return extractive(request, found, quotes, support, steps);
        });
    }

    private List<Candidate> choose(AnswerRequest request, Retrieval.Result found) {
        var choice = new SentenceChoice(passages.analysis(), vectors, found.question(), found.rarity());
        return choice.enough(choice.of(found.hits()), request.maxSentences());
    }

    /** Only sentences that stand in the stored text exactly where the passage says. */
    private List<Quote> quotes(List<Candidate> chosen) {
        Map<String, Optional<CanonicalText>> texts = new HashMap<>();
        List<Quote> quotes = new ArrayList<>();
        for (Candidate candidate : chosen) {
            Quote quote = Quote.of(candidate);
            String key = quote.documentId() + "/" + quote.version();
            texts.computeIfAbsent(key, k -> library.text(quote.documentId(), quote.version()))
                    .filter(stored -> quote.text().equals(RunLedger.cut(stored.text(), quote.start(), quote.end())))
                    .ifPresent(stored -> quotes.add(quote.on(stored.pageAt(quote.start()))));
        }
        return quotes;
    }

    /** Passages that a search for the answer finds, with how well. */
    private Map<String, Double> support(AnswerRequest request, List<Quote> quotes) {
        var text = new StringBuilder();
        quotes.forEach(quote -> text.append(quote.text()).append(' '));
        int end = Math.min(text.length(), SearchRequest.LONGEST_QUERY);
        end -= end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        Map<String, Double> support = new LinkedHashMap<>();
        retrieval
                .search(SearchRequest.of(text.substring(0, end), request.collectionIds(), PASSAGES, "chunk"))
                .hits()
                .forEach(hit -> support.put(hit.passage().chunkId(), hit.score()));
        return support;
    }

    private Answer extractive(
            AnswerRequest request,
            Retrieval.Result found,
            List<Quote> quotes,
            Map<String, Double> support,
            Steps steps) {
        String language = found.question().language();
        String gap = Script.CHINESE.equals(language) ? "" : " ";
        var text = new StringBuilder();
        List<Sentence> sentences = new ArrayList<>();
        List<Citation> citations = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (Quote quote : quotes) {
            int id = citations.size() + 1;
            text.append(text.isEmpty() ? "" : gap)
                    .append(quote.text())
                    .append(gap)
                    .append('[')
                    .append(id)
                    .append(']');
            double score = support.getOrDefault(quote.chunkId(), 0.0);
            sentences.add(new Sentence(
                    quote.text(), List.of(id), new Answer.Support(score > 0 ? "supported" : "unsupported", score)));
            citations.add(quote.citation(id));
            places.add(quote.place(id, score));
        }
        var body = new RunBody("extractive", found.answerability().score(), found.degraded(), places, steps.all());
        return new Answer(
                ledger.keep(RunLedger.ANSWER, request.query(), language, body),
                new Answer.Said("extractive", language, text.toString()),
                sentences,
                citations,
                List.of(),
                found.answerability(),
                found.degraded(),
                steps.all());
    }

    private Answer abstained(AnswerRequest request, Retrieval.Result found, Steps steps) {
        meters.abstained();
        String language = found.question().language();
        List<Answer.Related> related = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Hit hit : found.hits()) {
            var p = hit.passage();
            if (related.size() < RELATED && seen.add(p.documentId())) {
                related.add(new Answer.Related(
                        p.documentId(),
                        hit.card().externalId(),
                        hit.card().title(),
                        p.version(),
                        p.chunkId(),
                        p.page(),
                        p.start(),
                        p.end(),
                        p.text(),
                        false));
                places.add(new Place(
                        p.documentId(),
                        p.version(),
                        p.chunkId(),
                        p.page(),
                        p.locator(),
                        p.start(),
                        p.end(),
                        hit.score(),
                        0,
                        null));
            }
        }
        var judged = found.answerability().abstaining();
        var body = new RunBody("abstained", judged.score(), found.degraded(), places, steps.all());
        return new Answer(
                ledger.keep(RunLedger.ANSWER, request.query(), language, body),
                new Answer.Said("abstained", language, Script.CHINESE.equals(language) ? ABSTAINED_ZH : ABSTAINED_EN),
                List.of(),
                List.of(),
                related,
                judged,
                found.degraded(),
                steps.all());
    }

    /** What was done and how long each step took. */
    private static final class Steps {

        private static final long NANOS = 1_000_000;

        private final List<Map<String, Object>> all = new ArrayList<>();
        private long start = System.nanoTime();

        void add(String name, Map<String, Object> about) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("span", name);
            step.putAll(new java.util.TreeMap<>(about));
            long now = System.nanoTime();
            step.put("ms", (now - start) / NANOS);
            start = now;
            all.add(step);
        }

        List<Map<String, Object>> all() {
            return List.copyOf(all);
        }
    }
}
