package org.aistack.rag.search.internal.tool;

import java.util.List;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Tool;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.Searches;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.query.SearchRequest;
import org.aistack.rag.search.internal.rest.QueryAnswer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds passages of documents. */
@Component(service = Tool.class)
public final class QueryKnowledge implements Tool<QueryKnowledge.Arguments> {

    private static final Card CARD = new Card(
            "search.query_knowledge",
            new Text("在文档中查找相关段落", "Find passages of documents about something"),
            SearchCapability.READ,
            Effect.READ);
    private static final int USUAL = 5;

    private final Searches searches;
    private final Passages passages;

    @Activate
    public QueryKnowledge(@Reference Searches searches, @Reference Passages passages) {
        this.searches = searches;
        this.passages = passages;
    }

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Object call(Arguments arguments) {
        int most = arguments.topK() == null ? USUAL : arguments.topK();
        var request = SearchRequest.of(arguments.query(), arguments.collectionIds(), most, "chunk");
        return QueryAnswer.of(searches.search(request), passages.analysis());
    }

    /** What to look for, where (null for everywhere), and how many passages. */
    public record Arguments(String query, List<String> collectionIds, Integer topK) {}
}
