package org.aistack.rag.search.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.aistack.rag.search.internal.query.SearchRequest;

/**
 * Measures retrieval on files in the format of SQuAD. Not a test: it takes a minute.
 *
 * <pre>java … org.aistack.rag.search.internal.Benchmark zh xquad.zh.json en xquad.en.json</pre>
 */
public final class Benchmark {

    private record Asked(String question, String document, List<String> answers) {}

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            measure(arguments[i], new ObjectMapper().readTree(new File(arguments[i + 1])));
        }
        System.exit(0);
    }

    private static void measure(String language, JsonNode data) throws Exception {
        var shelf = new Shelf();
        shelf.vectors = RealModels.vectors();
        List<Asked> asked = new ArrayList<>();
        for (JsonNode article : data.get("data")) {
            for (JsonNode paragraph : article.get("paragraphs")) {
                String id = String.format("doc_%04d", shelf.cards.size());
                shelf.add(id, id, paragraph.get("context").asText());
                for (JsonNode question : paragraph.get("qas")) {
                    List<String> answers = new ArrayList<>();
                    question.get("answers")
                            .forEach(a -> answers.add(a.get("text").asText()));
                    asked.add(new Asked(question.get("question").asText(), id, answers));
                }
            }
        }
        try (var lab = new Lab(Files.createTempDirectory("bench"), shelf)) {
            shelf.index(lab.passages);
            retrieval(language + " L", lab, asked);
            answers(language + " L", lab, asked);
            lab.vectors.add(RealModels.service(language));
            retrieval(language + " V", lab, asked);
            answers(language + " V", lab, asked);
        }
    }

    private static void answers(String name, Lab lab, List<Asked> asked) {
        int right = 0;
        int three = 0;
        for (Asked one : asked) {
            var found = org.aistack.rag.search.internal.answer.Probe.sentences(lab, one.question());
            right += !found.isEmpty() && has(found.get(0), one) ? 1 : 0;
            three += found.stream().limit(3).anyMatch(s -> has(s, one)) ? 1 : 0;
        }
        System.out.printf(
                "%s answer in first sentence %.4f, in first three %.4f%n",
                name, (double) right / asked.size(), (double) three / asked.size());
    }

    private static boolean has(String sentence, Asked one) {
        return one.answers().stream().anyMatch(a -> sentence.contains(a));
    }

    private static void retrieval(String name, Lab lab, List<Asked> asked) {
        double gain = 0;
        int first = 0;
        int ten = 0;
        long start = System.nanoTime();
        for (Asked one : asked) {
            var result = lab.retrieval.search(SearchRequest.of(one.question(), null, 100, "document"));
            List<String> ids = result.hits().stream().map(h -> h.card().id()).toList();
            int rank = ids.indexOf(one.document()) + 1;
            if (rank >= 1 && rank <= 10) {
                gain += Math.log(2) / Math.log(rank + 1);
                ten++;
                first += rank == 1 ? 1 : 0;
            }
        }
        int n = asked.size();
        System.out.printf(
                "%s nDCG@10 %.4f  P@1 %.4f  recall@10 %.4f  %.1f ms%n",
                name, gain / n, (double) first / n, (double) ten / n, (System.nanoTime() - start) / 1e6 / n);
    }
}
