package org.aistack.rag.search.internal.answer;

import java.util.List;
import org.aistack.rag.search.internal.Lab;
import org.aistack.rag.search.internal.query.SearchRequest;

/** Looks into the choice of sentences. */
public final class Probe {

    private Probe() {}

    public static List<String> sentences(Lab lab, String question) {
        var result = lab.retrieval.search(SearchRequest.of(question, null, 8, "chunk"));
        return new SentenceChoice(lab.passages.analysis(), lab.vectors, result.question(), result.rarity())
                .of(result.hits()).stream().map(c -> dump(c)).toList();
    }

    private static String dump(Candidate c) {
        return c.text();
    }
}
