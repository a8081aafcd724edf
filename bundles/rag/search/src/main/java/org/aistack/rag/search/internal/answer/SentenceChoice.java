package org.aistack.rag.search.internal.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aistack.rag.search.internal.query.Hit;
import org.aistack.rag.search.internal.query.QueryVectors;
import org.aistack.rag.search.internal.query.QueryVectors.Vector;
import org.aistack.rag.search.internal.query.Question;
import org.aistack.rag.search.internal.query.Rarity;
import org.aistack.rag.search.internal.text.Analysis;
import org.aistack.rag.search.internal.text.AnswerType;
import org.aistack.rag.search.internal.text.Sentences;
import org.aistack.rag.search.internal.text.Sentences.Span;

/** Finds the sentences of the passages that answer a question best. */
final class SentenceChoice {

    /** Vectors are made of so many sentences, the best by words. */
    private static final int NEAR_LOOK = 12;

    private static final int SHORTEST = 4;

    private static final double NEARLY = 0.6;
    private static final double LEAST_GAIN = 0.15;

    private final Analysis analysis;
    private final QueryVectors vectors;
    private final Question question;
    private final Rarity rarity;

    SentenceChoice(Analysis analysis, QueryVectors vectors, Question question, Rarity rarity) {
        this.analysis = analysis;
        this.vectors = vectors;
        this.question = question;
        this.rarity = rarity;
    }

    /** Sentences of the hits, the best first. */
    List<Candidate> of(List<Hit> hits) {
        List<Candidate> all = new ArrayList<>();
        double best = hits.isEmpty() ? 1 : Math.max(1e-9, hits.get(0).score());
        hits.forEach(hit -> all.addAll(sentences(hit, hit.score() / best)));
        all.sort(order());
        return nearest(all);
    }

    /** The best, and those after it that are nearly as good and say something of the question that is not said yet. */
    List<Candidate> enough(List<Candidate> order, int most) {
        List<Candidate> chosen = new ArrayList<>();
        Set<String> said = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (Candidate candidate : order) {
            Set<String> saying = new HashSet<>(said);
            saying.addAll(analysis.terms(rarity.field(), candidate.text()));
            boolean more = rarity.covered(saying) - rarity.covered(said) >= LEAST_GAIN;
            boolean good = chosen.isEmpty()
                    || candidate.score() >= NEARLY * chosen.get(0).score() && more;
            if (chosen.size() < most && good && texts.add(candidate.text())) {
                chosen.add(candidate);
                said.addAll(saying);
            }
        }
        return chosen;
    }

    private List<Candidate> sentences(Hit hit, double passage) {
        String text = hit.passage().text();
        AnswerType type = AnswerType.of(question.text(), question.language());
        List<Span> spans = Sentences.of(text);
        List<Set<String>> terms = new ArrayList<>();
        spans.forEach(span ->
                terms.add(new HashSet<>(analysis.terms(rarity.field(), text.substring(span.start(), span.end())))));
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            String sentence = text.substring(spans.get(i).start(), spans.get(i).end());
            if (sentence.length() < SHORTEST || asks(sentence)) {
                continue;
            }
            Set<String> near = new HashSet<>(terms.get(i));
            near.addAll(i > 0 ? terms.get(i - 1) : Set.of());
            near.addAll(i + 1 < spans.size() ? terms.get(i + 1) : Set.of());
            boolean typed = type.in(sentence, question.text(), question.language());
            double covered = rarity.covered(terms.get(i));
            found.add(new Candidate(hit, spans.get(i), sentence, covered, rarity.covered(near), passage, typed, 0, 0)
                    .scored(0, false));
        }
        return found;
    }

    private List<Candidate> nearest(List<Candidate> all) {
        List<Candidate> first = all.subList(0, Math.min(NEAR_LOOK, all.size()));
        Optional<Vector> asked = vectors.question(question.language(), question.text());
        Optional<List<Vector>> near = asked.isEmpty()
                ? Optional.empty()
                : vectors.sentences(
                        question.language(), first.stream().map(Candidate::text).toList());
        if (near.isEmpty()) {
            return all;
        }
        List<Candidate> judged = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            double cosine = dot(asked.get().values(), near.get().get(i).values());
            judged.add(first.get(i).scored(cosine, true));
        }
        judged.sort(order());
        return judged;
    }

    /** A question does not answer one. */
    private static boolean asks(String sentence) {
        return sentence.endsWith("?") || sentence.endsWith("？");
    }

    private static Comparator<Candidate> order() {
        return Comparator.comparing(Candidate::score, Comparator.reverseOrder())
                .thenComparing(c -> c.hit().passage().chunkId())
                .thenComparing(c -> c.span().start());
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
