package org.aistack.rag.ingest.internal.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Tool;
import org.aistack.kernel.listing.ListRequest;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.DocumentFilters;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists documents. */
@Component(service = Tool.class)
public final class ListDocuments implements Tool<ListDocuments.Arguments> {

    private static final Card CARD = new Card(
            "ingest.list_documents",
            new Text("列出知识库中的文档", "List the documents of the knowledge base"),
            Ingest.READ,
            Effect.READ);

    private final DocumentShelf documents;

    @Activate
    public ListDocuments(@Reference DocumentShelf documents) {
        this.documents = documents;
    }

    /** Everything may be null. @param q words of the title or file name */
    public record Arguments(String q, String collectionId, Integer limit, String cursor) {}

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public Object call(Arguments asked) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        put(parameters, "q", asked.q());
        put(parameters, "collection_id", asked.collectionId());
        put(parameters, "limit", asked.limit());
        put(parameters, "cursor", asked.cursor());
        return documents.list(ListRequest.of(DocumentFilters.SPEC, parameters));
    }

    private static void put(Map<String, List<String>> parameters, String name, Object value) {
        if (value != null) {
            parameters.put(name, List.of(value.toString()));
        }
    }
}
