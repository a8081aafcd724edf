package org.aistack.rag.ingest.internal.tool;

import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Tool;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.Incoming;
import org.aistack.rag.ingest.internal.shelf.Intake;
import org.aistack.rag.ingest.internal.view.NewDocument;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds a text document. */
@Component(service = Tool.class)
public final class AddText implements Tool<AddText.Arguments> {

    private static final Card CARD = new Card(
            "ingest.add_text", new Text("把一段文字加入知识库", "Add a text to the knowledge base"), Ingest.WRITE, Effect.WRITE);

    private final Intake intake;

    @Activate
    public AddText(@Reference Intake intake) {
        this.intake = intake;
    }

    /** @param collectionId null for the default collection */
    public record Arguments(String title, String text, String collectionId) {}

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
        var words = NewDocument.text(asked.title(), asked.text(), asked.collectionId());
        return intake.accept(Incoming.text(words)).document();
    }
}
