package org.aistack.rag.search.internal;

import java.util.List;
import org.aistack.rag.search.internal.query.Retrieval;
import org.aistack.rag.search.internal.query.SearchRequest;
import org.aistack.rag.search.internal.run.Place;
import org.aistack.rag.search.internal.run.RunBody;
import org.aistack.rag.search.internal.run.RunLedger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Searches that are kept, so that they can be looked at again. */
@Component(service = Searches.class)
public final class Searches {

    private final Retrieval retrieval;
    private final RunLedger ledger;

    @Activate
    public Searches(@Reference Retrieval retrieval, @Reference RunLedger ledger) {
        this.retrieval = retrieval;
        this.ledger = ledger;
    }

    /** A search and the id under which it is kept. */
    public record Kept(String runId, SearchRequest request, Retrieval.Result result) {}

    public Kept search(SearchRequest request) {
        Retrieval.Result result = retrieval.search(request);
        List<Place> places = result.hits().stream()
                .map(hit -> {
                    var p = hit.passage();
                    return new Place(
                            p.documentId(),
                            p.version(),
                            p.chunkId(),
                            p.page(),
                            p.locator(),
                            p.start(),
                            p.end(),
                            hit.score(),
                            0,
                            null);
                })
                .toList();
        var body = new RunBody(request.mode(), result.answerability().score(), result.degraded(), places, List.of());
        String language = result.question().language();
        return new Kept(ledger.keep(RunLedger.QUERY, request.query(), language, body), request, result);
    }
}
