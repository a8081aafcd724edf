package org.aistack.rag.ingest.internal.tool;

import java.util.Map;
import java.util.Optional;
import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Tool;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a document for good. */
@Component(service = Tool.class)
public final class DeleteDocument implements Tool<DeleteDocument.Arguments> {

    private static final Card CARD = new Card(
            "ingest.delete_document",
            new Text("永久删除一个文档", "Delete a document for good"),
            Ingest.DELETE,
            Effect.DESTRUCTIVE);

    private final DocumentShelf documents;

    @Activate
    public DeleteDocument(@Reference DocumentShelf documents) {
        this.documents = documents;
    }

    /** Which one. */
    public record Arguments(String documentId) {}

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
        documents.delete(asked.documentId(), Optional.empty());
        return Map.of("deleted", asked.documentId());
    }
}
